// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFile } from '../files/ArchiveFile';
import type { StoredFile } from '../files/operations/readFiles';
import type { CompiledPolicy } from '../policy/compilePolicy';
import type { RetentionRunContext } from './RetentionWork';
import { WaitingError } from './WaitingError';

const NO_ARCHIVE = 'P0D';
const IN_DOUBT =
  'The clock of this machine is in doubt: nothing is removed until it is trusted, or has been right for a day';

/** Whether the policy keeps no archive of a class: its events are removed straight from the live table. */
export function isUnkept(policy: CompiledPolicy, className: string): boolean {
  return policy.durationsOf(className).archive === NO_ARCHIVE;
}

/** Whether events are to be removed straight from the live table, and no file of them was begun to be written before the policy said so. */
export function isLeftUnkept(
  policy: CompiledPolicy,
  { file, row }: StoredFile,
): boolean {
  return (
    file.state === 'writing' &&
    row.manifest === null &&
    isUnkept(policy, file.class)
  );
}

/** Throws a WaitingError while the clock is in doubt. */
export function requireTrusted({
  mayRemove,
}: Pick<RetentionRunContext, 'mayRemove'>): void {
  if (!mayRemove) {
    throw new WaitingError(IN_DOUBT);
  }
}

/** Why what is due to be removed is not; undefined where it may be. */
export async function whyKept(
  { mayRemove, heldBy, signal }: RetentionRunContext,
  file: ArchiveFile,
): Promise<string | undefined> {
  if (!mayRemove) {
    return IN_DOUBT;
  }
  const reasons = await heldBy(file, signal);
  return reasons.length > 0
    ? `Held, and removed once that is released: ${reasons.join('; ')}`
    : undefined;
}
