// SPDX-License-Identifier: Apache-2.0

/** How many events. */
export function eventsInWords(count: number): string {
  return count === 1 ? '1 event' : `${count.toLocaleString()} events`;
}

const compact = new Intl.NumberFormat(undefined, {
  notation: 'compact',
  compactDisplay: 'long',
  maximumFractionDigits: 1,
});

/** About how many events, such as `1.2 million events`. */
export function aboutSoManyEvents(count: number): string {
  return count === 1 ? '1 event' : `${compact.format(count)} events`;
}
