// SPDX-License-Identifier: Apache-2.0
import { stringifyError } from '@backstage/errors';
import type { Dialect } from '../../database/dialect';
import type { CheckpointRow } from '../../database/sealingTables';
import type { SealingKeys } from '../../sealing/keys/SealingKeys';

export interface CheckedCheckpoint {
  readonly size: number;
  /** What was signed, as far as it can be told. */
  readonly root: Buffer;
  readonly problem?: {
    readonly kind: 'inconsistent' | 'unknown-key';
    readonly message: string;
  };
}

/** Who signed a stored checkpoint, and whether the columns beside it say the same as it does. */
export function checkCheckpoint(
  row: CheckpointRow,
  options: {
    readonly keys: Pick<SealingKeys, 'verify'>;
    readonly dialect: Dialect;
  },
): CheckedCheckpoint {
  const { keys, dialect } = options;
  const size = Number(row.size);
  const inconsistent = (root: Buffer, message: string): CheckedCheckpoint => ({
    size,
    root,
    problem: {
      kind: 'inconsistent',
      message: `The checkpoint of ${size} events ${message}`,
    },
  });
  let verified;
  try {
    verified = keys.verify(row.note);
  } catch (error: unknown) {
    return inconsistent(
      row.root,
      `is not as it was signed: ${stringifyError(error)}`,
    );
  }
  const { checkpoint, signedBy } = verified;
  const { root, time } = checkpoint;
  if (checkpoint.size !== size) {
    return inconsistent(row.root, `is one of ${checkpoint.size} events`);
  }
  if (!root.equals(row.root)) {
    return inconsistent(root, 'is kept with another root than was signed');
  }
  if (
    time !== undefined &&
    Date.parse(time) !== dialect.readTime(row.sealed_at)
  ) {
    return inconsistent(root, `is kept with another time than was signed`);
  }
  if (signedBy.length === 0) {
    const message = `The checkpoint of ${size} events is signed by no key that this backend knows`;
    return { size, root, problem: { kind: 'unknown-key', message } };
  }
  return { size, root };
}
