// SPDX-License-Identifier: Apache-2.0

/** Text of others as one line: no line breaks or other control characters, spaces as one, and not too long. */
export function plainText(text: string, most = 500): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
