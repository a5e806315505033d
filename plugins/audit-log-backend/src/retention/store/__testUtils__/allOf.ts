// SPDX-License-Identifier: Apache-2.0

/** All that is given, in order of the alphabet. */
export async function allOf(names: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const name of names) {
    all.push(name);
  }
  return all.sort();
}
