// SPDX-License-Identifier: Apache-2.0

/** A piece of SQL with its bindings, in the order of its question marks. */
export interface Sql {
  readonly text: string;
  readonly bindings: readonly SqlValue[];
}

export type SqlValue = string | number | boolean | Date | null;

export function sql(text: string, ...bindings: readonly SqlValue[]): Sql {
  return { text, bindings };
}

export const FALSE: Sql = sql('FALSE');

/** `column IN (…)`, false for no values. */
export function isOneOf(column: string, values: readonly SqlValue[]): Sql {
  return values.length === 0
    ? FALSE
    : sql(`${column} IN (${values.map(() => '?').join(', ')})`, ...values);
}

/** All of them, true for none. */
export function all(parts: readonly Sql[]): Sql {
  return parts.length === 0 ? sql('TRUE') : joined(parts, ' AND ');
}

/** Any of them, false for none. */
export function any(parts: readonly Sql[]): Sql {
  return parts.length === 0 ? FALSE : joined(parts, ' OR ');
}

/** True where the part is false or unknown: an event without a value is not one with it. */
export function not(part: Sql): Sql {
  return { ...part, text: `NOT coalesce((${part.text}), FALSE)` };
}

/** The parts in one statement, with this text between them. */
export function joined(parts: readonly Sql[], separator: string): Sql {
  return {
    text: `(${parts.map(part => part.text).join(separator)})`,
    bindings: parts.flatMap(part => part.bindings),
  };
}
