// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFile } from '../files/ArchiveFile';
import type { CompiledPolicy } from '../policy/compilePolicy';
import type { RetentionRunContext } from './RetentionWork';

const NO_ARCHIVE = 'P0D';

/** Whether the policy keeps no archive of a class: its events are removed straight from the live table. */
export function isUnkept(policy: CompiledPolicy, className: string): boolean {
  return policy.durationsOf(className).archive === NO_ARCHIVE;
}

/** Why what is due to be removed is not; undefined where it may be. */
export async function whyKept(
  { mayRemove, heldBy, signal }: RetentionRunContext,
  file: ArchiveFile,
): Promise<string | undefined> {
  if (!mayRemove) {
    return 'The clock of this machine is in doubt: nothing is removed until it is trusted, or has been right for a day';
  }
  const reasons = await heldBy(file, signal);
  return reasons.length > 0
    ? `Held, and removed once that is released: ${reasons.join('; ')}`
    : undefined;
}
