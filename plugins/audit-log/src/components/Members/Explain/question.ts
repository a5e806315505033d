// SPDX-License-Identifier: Apache-2.0

/** What is asked about a person's access; all of it lives in the URL, so that it can be sent to somebody. */
export interface Question {
  /** Name of a permission; nothing is asked without one. */
  readonly permission?: string;
  /** Entity reference; without one, the question is about the whole organization. */
  readonly project?: string;
  /** ISO 8601; now when absent. */
  readonly asOf?: string;
}

export function questionFromParams(params: URLSearchParams): Question {
  const asOf = params.get('asOf') ?? '';
  return {
    permission: params.get('permission') || undefined,
    project: params.get('project') || undefined,
    asOf: Number.isNaN(Date.parse(asOf)) ? undefined : asOf,
  };
}

/** The parameters with another question in them; the others stay. */
export function withQuestion(
  params: URLSearchParams,
  question: Question,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ['permission', 'project', 'asOf'] as const) {
    const value = question[name];
    if (value) {
      next.set(name, value);
    } else {
      next.delete(name);
    }
  }
  return next;
}
