// SPDX-License-Identifier: Apache-2.0

const UNITS = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };
const BYTES = /^(\d+(?:\.\d+)?)\s*(?:([kmgt])i?b)?$/i;

/** A number of bytes as text: as such, or with a unit, such as `256MB`. The units are multiples of 1024. NaN when it is none. */
export function parseBytes(text: string): number {
  const [, digits, unit = ''] = BYTES.exec(text.trim()) ?? [];
  const bytes = Math.floor(
    Number(digits) * UNITS[unit.toLowerCase() as keyof typeof UNITS],
  );
  return Number.isSafeInteger(bytes) ? bytes : NaN;
}
