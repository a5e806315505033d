// SPDX-License-Identifier: Apache-2.0
import { TreeRange } from 'backstage-plugin-audit-log-verify';
import type { ArchiveManifest } from '../../files/ArchiveFile';
import { fileNames, fileTitle } from '../../files/fileNames';
import { RangeSet } from '../../files/RangeSet';
import { advanceFile } from '../../files/operations/advanceFile';
import type { StoredFile } from '../../files/operations/readFiles';
import { DamagedFileError } from '../../format/DamagedFileError';
import { hashFile } from '../../format/hashFile';
import { KeptLeaves } from '../KeptLeaves';
import { leafOf } from '../leafOf';
import type { Selection } from '../liveEvents';
import { liveBytes } from '../operations/liveBytes';
import { readText } from '../readText';
import { requireAllLive } from '../requireAllLive';
import type { WorkContext } from '../WorkContext';
import type { StepOptions } from '../StepOptions';

/**
 * Reads a file that is `written` back from the archive, compares it with what was sealed and with the live table, and makes it
 * `checked`. Rejects with a DamagedFileError when it is not the same. Resolves to false when another process got on with it, or when
 * the archive does not have it any more: then it is written again.
 */
export async function checkFile(
  context: WorkContext,
  { file, row }: StoredFile,
  selection: Selection,
  options: StepOptions,
): Promise<boolean> {
  const { knex, dialect, store, onStep } = context;
  const { content, id } = file;
  const manifestName = fileNames(file).manifest;
  if (
    !content ||
    row.manifest === null ||
    (await store.size(file.name)) === undefined ||
    (await store.size(manifestName)) === undefined
  ) {
    await advanceFile(knex, id, { state: 'written' }, { state: 'writing' });
    return false;
  }
  if ((await readText(store, manifestName, options.signal)) !== row.manifest) {
    throw new DamagedFileError(
      `${manifestName} is not what was written, and nothing leaves the live table by it: move it and ${file.name} away, and they are written again`,
    );
  }
  await checkEvents(context, { file, row }, options);
  await requireAllLive(context, selection, file, options);
  const checked = await advanceFile(
    knex,
    id,
    { state: 'written', sha256: content.sha256 },
    {
      state: 'checked',
      archived_at: null,
      live_bytes: await liveBytes(knex, dialect, file.period, content.events),
    },
  );
  if (checked) {
    await onStep('checked', file);
  }
  return checked;
}

/** Compares the events of a file with the leaves that the ledger keeps, and the root of its manifest with theirs. */
async function checkEvents(
  context: WorkContext,
  { file, row }: StoredFile,
  { signal, progress }: StepOptions,
): Promise<void> {
  const { store, knex, sealing } = context;
  const { content, period } = file;
  const damaged = (what: string) =>
    new DamagedFileError(
      `${file.name} was read back from ${store.location} and ${what}. Nothing leaves the live table by it: move it and its manifest away, and it is written again`,
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
    const manifest: ArchiveManifest = JSON.parse(row.manifest!);
    if (
      found.size !== content!.events ||
      !found.equals(RangeSet.of(content!.sequences)) ||
      tree.root().toString('base64') !== manifest.root
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
