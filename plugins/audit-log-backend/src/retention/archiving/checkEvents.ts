// SPDX-License-Identifier: Apache-2.0
import { TreeRange } from 'backstage-plugin-audit-log-verify';
import type { SealedEvent } from '../../query/AuditEventReader';
import type { ArchiveFile, ArchiveManifest } from '../files/ArchiveFile';
import { fileTitle } from '../files/fileNames';
import { RangeSet } from '../files/RangeSet';
import { DamagedFileError } from '../format/DamagedFileError';
import { hashFile } from '../format/hashFile';
import { KeptLeaves } from './KeptLeaves';
import { leafOf } from './leafOf';
import type { StepOptions } from './StepOptions';
import type { WorkContext } from './WorkContext';

/**
 * Reads a file back from the archive, and compares its events with the leaves that the ledger keeps, and the root of its manifest
 * with theirs. Rejects with a DamagedFileError where something is not the same.
 */
export async function checkEvents(
  context: Pick<WorkContext, 'store' | 'knex' | 'sealing' | 'files'>,
  { file, manifest }: { readonly file: ArchiveFile; readonly manifest: string },
  options: StepOptions & {
    /** What follows from a file that is not as it was written, as a sentence without its full stop. */
    readonly advice: string;
    /** What is wrong with an event besides, such as `its event 7 is …`; undefined where nothing is. */
    wrongWith?(event: SealedEvent): string | undefined;
  },
): Promise<void> {
  const { store, knex, sealing } = context;
  const { signal, progress, advice, wrongWith } = options;
  const { content, period } = file;
  const damaged = (what: string) =>
    new DamagedFileError(
      `${file.name} was read back from ${store.location} and ${what}. ${advice}`,
    );
  const local = await store.open(file.name, signal);
  let isDamaged = false;
  try {
    const { sha256 } = await hashFile(local.path, signal);
    if (sha256 !== content!.sha256) {
      throw damaged('is not what was written');
    }
    const leaves = await KeptLeaves.create(knex, sealing);
    const tree = TreeRange.empty();
    const found = new RangeSet();
    for await (const events of context.files.read(local.path, { signal })) {
      for (const sealed of events) {
        const { sequence, recordedAt } = sealed.event;
        const leaf = leafOf(sealed);
        const kept = await leaves.of(sequence!);
        if (kept && !kept.equals(leaf)) {
          throw damaged(`its event ${sequence} is not as it was sealed`);
        }
        const time = Date.parse(recordedAt);
        if (!(time >= period.from && time < period.to)) {
          throw damaged(`its event ${sequence} is not of ${period.name}`);
        }
        const wrong = wrongWith?.(sealed);
        if (wrong !== undefined) {
          throw damaged(wrong);
        }
        found.append(sequence!);
        tree.append(leaf);
      }
      progress({
        step: 'checking',
        file: fileTitle(file),
        events: tree.size,
        of: content!.events,
      });
    }
    const { root }: ArchiveManifest = JSON.parse(manifest);
    if (
      found.size !== content!.events ||
      !found.equals(RangeSet.of(content!.sequences)) ||
      tree.root().toString('base64') !== root
    ) {
      throw damaged('has other events than were written');
    }
  } catch (error: unknown) {
    isDamaged = error instanceof DamagedFileError;
    throw error;
  } finally {
    local.release(isDamaged);
  }
}
