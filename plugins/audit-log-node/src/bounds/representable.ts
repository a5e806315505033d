// SPDX-License-Identifier: Apache-2.0
import { isError } from '@backstage/errors';

/** Past this, writing out the digits would cost more than anyone would read. */
const LARGEST_INTEGER = 10n ** 100n;

/** One level of a value as JSON can hold it; or, where it cannot, a marker that says what was there. */
export interface Representable {
  readonly value?: unknown;
  readonly marker?: string;
}

/** The JSON form of one value, without looking into its fields. Never throws. */
export function representable(input: unknown): Representable {
  try {
    return represent(input);
  } catch {
    return { marker: '[unreadable]' };
  }
}

function represent(input: unknown): Representable {
  switch (typeof input) {
    case 'bigint':
      return {
        marker:
          input < LARGEST_INTEGER && input > -LARGEST_INTEGER
            ? input.toString()
            : '[truncated: integer of more than 100 digits]',
      };
    case 'number':
      return Number.isFinite(input)
        ? { value: input }
        : { marker: `[${input}]` };
    case 'function':
      return { marker: '[function]' };
    case 'symbol':
      return { marker: `[${input.description ?? 'symbol'}]` };
    case 'object':
      return input === null ? { value: null } : representObject(input);
    default:
      return { value: input };
  }
}

function representObject(input: object): Representable {
  // Before toJSON: that of a Buffer makes a list of every byte.
  if (ArrayBuffer.isView(input) || input instanceof ArrayBuffer) {
    const size = input.byteLength.toLocaleString('en-US');
    return { marker: `[binary: ${size} bytes]` };
  }
  if (input instanceof Map) {
    return { value: fromEntries(input) };
  }
  if (input instanceof Set) {
    return { value: [...input] };
  }
  if (isError(input)) {
    return { value: { ...input, name: input.name, message: input.message } };
  }
  const { toJSON } = input as { toJSON?: unknown };
  if (typeof toJSON === 'function') {
    const value: unknown = toJSON.call(input);
    return typeof value === 'object' && value !== null
      ? { value }
      : represent(value);
  }
  return { value: input };
}

/** Without a prototype, so that a key called __proto__ is one like any other. */
function fromEntries(map: ReadonlyMap<unknown, unknown>): object {
  const object = Object.create(null);
  for (const [key, value] of map) {
    object[typeof key === 'string' ? key : `[${typeof key}]`] = value;
  }
  return object;
}
