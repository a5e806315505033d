// SPDX-License-Identifier: Apache-2.0
import { TreeRange } from 'backstage-plugin-audit-log-verify';
import type { SealedEvent } from '../../query/AuditEventReader';
import type { ArchiveContent, ArchiveFile } from '../files/ArchiveFile';
import { fileTitle } from '../files/fileNames';
import { documentText, signManifest } from './documents';
import { KeptLeaves } from './KeptLeaves';
import { leafOf } from './leafOf';
import type { StepOptions } from './StepOptions';
import type { WorkContext } from './WorkContext';

/** A file at a path of this machine, and the text of its manifest. */
export interface WrittenFile {
  readonly content: ArchiveContent;
  readonly manifest: string;
}

/** Writes events in the order of their sequences, and signs the manifest. Undefined, and no file, where there are no events. */
export async function writeLocally(
  context: Pick<WorkContext, 'knex' | 'sealing' | 'files'>,
  file: ArchiveFile,
  events: AsyncGenerator<readonly SealedEvent[]>,
  options: StepOptions & { readonly path: string },
): Promise<WrittenFile | undefined> {
  const { knex, sealing } = context;
  const leaves = await KeptLeaves.create(knex, sealing);
  const tree = TreeRange.empty();
  const first = await events.next();
  if (first.done) {
    return undefined;
  }
  async function* counted(): AsyncGenerator<readonly SealedEvent[]> {
    for (
      let next: typeof first = first;
      !next.done;
      next = await events.next()
    ) {
      for (const event of next.value) {
        tree.append((await leaves.of(event.event.sequence!)) ?? leafOf(event));
      }
      yield next.value;
      options.progress({
        step: 'writing',
        file: fileTitle(file),
        events: tree.size,
        of: tree.size,
      });
    }
  }
  try {
    const content = await context.files.write(
      options.path,
      counted(),
      options.signal,
    );
    const manifest = signManifest(context, file, content, {
      root: tree.root().toString('base64'),
      checkpoint: leaves.checkpoint,
      writtenAt: new Date().toISOString(),
    });
    return { content, manifest: documentText(manifest) };
  } finally {
    // What it reads from is let go of, also where it is not read to its end.
    await events.return(undefined);
  }
}
