// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SealedEvent } from '../../query/AuditEventReader';
import type { ContentTally } from './ContentTally';
import type { DuckDb } from './DuckDb';
import { lineOf } from './lineOf';
import { LinesFile } from './LinesFile';
import { joinParts, type Part, partFromLines } from './parquetParts';

/** How much is in a part: a row group. DuckDB takes the less memory, and the less lies on the disk, the smaller one is. */
const PART_EVENTS = 8_192;
const PART_BYTES = 16 * 1024 * 1024;
/** Of as many as DuckDB takes into memory at once. */
const RECENT_BYTES = 4 * 1024 * 1024;
/** Events whose lines are made without letting anything else have a turn: a few milliseconds. */
const EVENTS_A_TURN = 250;

/**
 * Writes events to one Parquet file in a directory, which has nothing else in it, and gives its path. What is held is bounded: some ten
 * thousand events become a file of lines, and DuckDB makes a part of that while the lines of the next are written; in the end
 * the parts become one. Throws when there are none.
 */
export async function writeEvents(options: {
  readonly duckDb: DuckDb;
  readonly directory: string;
  readonly events: AsyncIterable<readonly SealedEvent[]>;
  readonly tally: ContentTally;
  readonly signal: AbortSignal;
}): Promise<string> {
  const { duckDb, directory, events, tally, signal } = options;
  const parts: Promise<Part>[] = [];
  const block = LinesFile.newBlock();
  let lines: LinesFile | undefined;

  const endPart = async (ended: LinesFile) => {
    await ended.close();
    // One at a time: the memory is for one.
    await parts.at(-1);
    const path = join(directory, `${parts.length}.parquet`);
    const part = duckDb.use(signal, connection =>
      partFromLines(connection, ended, path),
    );
    part.catch(() => {});
    parts.push(part);
  };

  try {
    for await (const batch of events) {
      for (const event of batch) {
        tally.add(event);
        lines ??= await LinesFile.create(
          join(directory, `${parts.length}.ndjson`),
          block,
        );
        await lines.add(lineOf(event));
        if (isFull(lines)) {
          const ended = lines;
          lines = undefined;
          await endPart(ended);
        }
        if (tally.events % EVENTS_A_TURN === 0) {
          await nextTurn();
          signal.throwIfAborted();
        }
      }
    }
    if (lines) {
      const ended = lines;
      lines = undefined;
      await endPart(ended);
    }
    const written = await Promise.all(parts);
    if (written.length < 2) {
      return requireOne(written).path;
    }
    const whole = await duckDb.use(signal, connection =>
      joinParts(connection, written, join(directory, 'whole.parquet')),
    );
    return whole.path;
  } finally {
    await lines?.discard();
    await Promise.allSettled(parts);
  }
}

function isFull({ lines, bytes, recent }: LinesFile): boolean {
  return lines >= PART_EVENTS || bytes >= PART_BYTES || recent >= RECENT_BYTES;
}

function requireOne([part]: readonly Part[]): Part {
  if (!part) {
    throw new Error('There are no events to make a file of');
  }
  return part;
}
