// SPDX-License-Identifier: Apache-2.0
import { fileNames } from '../../files/fileNames';
import { advanceFile } from '../../files/operations/advanceFile';
import type { StoredFile } from '../../files/operations/readFiles';
import { DamagedFileError } from '../../format/DamagedFileError';
import { checkEvents } from '../checkEvents';
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
  await checkEvents(
    context,
    { file, manifest: row.manifest },
    {
      ...options,
      advice:
        'Nothing leaves the live table by it: move it and its manifest away, and it is written again',
    },
  );
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
