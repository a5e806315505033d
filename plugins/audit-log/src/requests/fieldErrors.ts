// SPDX-License-Identifier: Apache-2.0
import { messageOf } from './messageOf';

export type FieldErrors<F extends string> = { readonly [K in F]?: string };

/** What was wrong with a form: by field, and otherwise. */
export interface FormErrors<F extends string> {
  readonly fields: FieldErrors<F>;
  readonly general?: string;
}

/**
 * Finds the field that a refusal is about. The server begins its message with it: `name: there is a role with this name
 * already`.
 */
export function fieldErrors<F extends string>(
  error: Error | undefined,
  names: readonly F[],
): FormErrors<F> {
  if (!error) {
    return { fields: {} as FieldErrors<F> };
  }
  const message = messageOf(error);
  const field = names.find(name =>
    new RegExp(`^${name}\\b[^\\s:]*:`).test(message),
  );
  if (field === undefined) {
    return { fields: {} as FieldErrors<F>, general: message };
  }
  const words = message.slice(message.indexOf(':') + 1).trim();
  const sentence = words.charAt(0).toLocaleUpperCase() + words.slice(1);
  return { fields: { [field]: sentence } as FieldErrors<F> };
}
