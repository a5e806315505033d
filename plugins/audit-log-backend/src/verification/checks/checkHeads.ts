// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { inSnapshot } from '../../database/inSnapshot';
import {
  SEALING_TABLES,
  type CheckpointRow,
  type TreeRow,
} from '../../database/sealingTables';
import {
  TABLES,
  type BatchRow,
  type LedgerRow,
  type StreamRow,
} from '../../database/tables';
import type { VerificationContext } from '../VerificationContext';

/** Finds out whether the parts of the ledger agree about where it ends: sequences, streams, tree, checkpoints. */
export async function checkHeads(context: VerificationContext): Promise<void> {
  const { knex, dialect, findings } = context;
  const heads = await inSnapshot(knex, dialect, readHeads);
  const { sealed, signed, next, ordered } = heads;
  if (ordered < Math.max(next, sealed, signed)) {
    findings.add({
      kind: 'truncated',
      message: `The ledger had ${Math.max(
        next,
        sealed,
        signed,
      )} events in order and ends after ${ordered}`,
      sequence: ordered,
      until: Math.max(next, sealed, signed),
    });
  } else if (ordered > next) {
    findings.add({
      kind: 'inserted',
      message: `The ledger has given ${next} sequences, but ${ordered} are taken`,
      sequence: next,
      until: ordered,
    });
  }
  if (sealed !== signed) {
    findings.add({
      kind: 'inconsistent',
      message: `${sealed} events were sealed, but the last checkpoint is of ${signed}`,
      sequence: Math.min(sealed, signed),
      until: Math.max(sealed, signed),
    });
  }
  for (const { stream, head, batches } of heads.streams) {
    if (head !== batches) {
      findings.add({
        kind: batches < head ? 'truncated' : 'inserted',
        message: `${head} batches were written to stream ${stream}, and it has ${batches}`,
      });
    }
  }
}

async function readHeads(transaction: Knex.Transaction) {
  const [ledger] = await transaction<LedgerRow>(TABLES.ledger).select();
  const [tree] = await transaction<TreeRow>(SEALING_TABLES.tree).select();
  const checkpoint = await transaction<CheckpointRow>(
    SEALING_TABLES.checkpoints,
  )
    .orderBy('size', 'desc')
    .first('size');
  const last = await transaction<BatchRow>(TABLES.batches)
    .whereNotNull('first_sequence')
    .orderBy('first_sequence', 'desc')
    .first('first_sequence', 'event_count');
  const streams = await transaction<StreamRow>(TABLES.streams).select();
  const batches: { stream: number; batches: number | string }[] =
    await transaction(TABLES.batches)
      .groupBy('stream')
      .select('stream')
      .count('* as batches');
  const inStream = new Map(
    batches.map(row => [row.stream, Number(row.batches)]),
  );
  return {
    next: Number(ledger?.next_sequence ?? 0),
    sealed: Number(tree?.size ?? 0),
    signed: Number(checkpoint?.size ?? 0),
    ordered: last ? Number(last.first_sequence) + last.event_count : 0,
    streams: streams.map(({ stream, head }) => ({
      stream,
      head: Number(head),
      batches: inStream.get(stream) ?? 0,
    })),
  };
}
