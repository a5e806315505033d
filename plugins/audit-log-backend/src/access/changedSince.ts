// SPDX-License-Identifier: Apache-2.0
import type { AccessModel } from './model/AccessModel';
import type { Origin } from './model/facts';
import { PreconditionFailedError } from './PreconditionFailedError';
import { referenceOf } from './views/referenceOf';

export interface ChangedSince {
  /** In words, such as 'The role Reviewers'. */
  readonly what: string;
  /** Of the version that it is in now. */
  readonly origin: Origin;
  /** In words, what differs from the version that was named; empty when nothing does. */
  readonly differences: readonly string[];
  /** As it is now. */
  readonly current: object;
}

/** The answer to a change that started from another version: what was changed meanwhile, by whom and when. */
export function changedSince(
  model: AccessModel,
  { what, origin, differences, current }: ChangedSince,
): PreconditionFailedError {
  const { ref, title } = referenceOf(model, origin.by ?? 'somebody else');
  const when =
    origin.since === undefined
      ? ''
      : ` at ${new Date(origin.since).toISOString()}`;
  const changed = differences.join('; ') || 'nothing of it differs now';
  return new PreconditionFailedError(
    `${what} was changed by ${
      title ?? ref
    }${when}, after you loaded it: ${changed}. Load it again, and make your change to it as it is now`,
    current,
  );
}
