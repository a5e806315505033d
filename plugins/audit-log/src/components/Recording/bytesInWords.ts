// SPDX-License-Identifier: Apache-2.0

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A number of bytes, to two digits or so. */
export function bytesInWords(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const digits = amount < 10 && unit > 0 ? 1 : 0;
  return `${amount.toLocaleString(undefined, {
    maximumFractionDigits: digits,
  })} ${UNITS[unit]}`;
}
