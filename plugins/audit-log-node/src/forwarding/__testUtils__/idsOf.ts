// SPDX-License-Identifier: Apache-2.0

export const idsOf = (events: readonly { readonly id: string }[]): string[] =>
  events.map(({ id }) => id);
