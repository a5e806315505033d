// SPDX-License-Identifier: Apache-2.0
import { TreeRange } from 'backstage-plugin-audit-log-verify';
import { ARCHIVE_TABLES } from '../../../database/archiveTables';
import { sealedEventFromRow } from '../../../database/eventFromRow';
import { RangeSet } from '../../files/RangeSet';
import { advanceFile } from '../../files/operations/advanceFile';
import type { StoredFile } from '../../files/operations/readFiles';
import { documentText, signStatement } from '../documents';
import { KeptLeaves } from '../KeptLeaves';
import { leafOf } from '../leafOf';
import { liveRows, type Selection } from '../liveEvents';
import { WaitingError } from '../WaitingError';
import { whyKept } from '../whyKept';
import type { RunContext } from '../RunContext';
import { unlessHeld } from '../unlessHeld';

/**
 * Begins to remove events that the policy keeps no archive of: of what is `writing`, a statement is made of the live table, each event
 * compared with what was sealed, and it is `removing`, from when on readers are told that they are
 * removed. Resolves to false where there is no event of it. Rejects with a WaitingError where a hold keeps them.
 */
export async function removeUnkept(
  run: RunContext,
  { file }: StoredFile,
  selection: Selection,
): Promise<boolean> {
  const { context, options, policy } = run;
  const { knex, dialect, sealing, onStep } = context;
  const reason = await whyKept(options, file);
  if (reason !== undefined) {
    throw new WaitingError(reason);
  }
  const leaves = await KeptLeaves.create(knex, sealing);
  const tree = TreeRange.empty();
  const sequences = new RangeSet();
  let occurredFrom = Infinity;
  let occurredTo = -Infinity;
  for await (const rows of liveRows(context, selection, options.signal)) {
    for (const row of rows) {
      const sealed = sealedEventFromRow(row, dialect);
      const leaf = leafOf(sealed);
      const known = await leaves.of(row.sequence);
      if (known && !known.equals(leaf)) {
        throw new WaitingError(
          `Event ${row.sequence} is not as it was sealed, and is not removed: verify the ledger`,
        );
      }
      tree.append(leaf);
      sequences.append(row.sequence);
      const occurred = dialect.readTime(row.occurred_at);
      occurredFrom = Math.min(occurredFrom, occurred);
      occurredTo = Math.max(occurredTo, occurred);
    }
  }
  if (sequences.size === 0) {
    await knex(ARCHIVE_TABLES.files)
      .where({ id: file.id, state: 'writing', sha256: null })
      .delete();
    return false;
  }
  const { ranges } = sequences;
  const statement = signStatement(context, file, {
    events: sequences.size,
    sequences: ranges,
    root: tree.root().toString('base64'),
    removedAt: new Date(options.now).toISOString(),
    policy: policy.durationsOf(file.class),
  });
  const removing = await unlessHeld(run, file, transaction =>
    advanceFile(
      transaction,
      file.id,
      { state: 'writing', sha256: null },
      {
        state: 'removing',
        statement: documentText(statement),
        started_at: transaction.raw(dialect.timeFromNow(0)),
        events: sequences.size,
        bytes: 0,
        occurred_from: dialect.writeTime(occurredFrom),
        occurred_to: dialect.writeTime(occurredTo),
        first_sequence: ranges[0][0],
        last_sequence: ranges[ranges.length - 1][1] - 1,
      },
    ),
  );
  if (removing) {
    await onStep('removing', file);
  }
  return removing;
}
