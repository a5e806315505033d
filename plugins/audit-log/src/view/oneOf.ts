// SPDX-License-Identifier: Apache-2.0

/** What a URL names, if it is one of the values that there are. */
export function oneOf<V extends string>(
  values: Readonly<Record<V, unknown>>,
  value: string | undefined,
): V | undefined {
  return value !== undefined && Object.hasOwn(values, value)
    ? (value as V)
    : undefined;
}
