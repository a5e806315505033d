// SPDX-License-Identifier: Apache-2.0

export function idsOf(events: readonly { readonly id: string }[]): string[] {
  return events.map(({ id }) => id);
}
