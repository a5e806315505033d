// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { RemovalStatement } from '../../../retention/files/ArchiveFile';
import { LeafLines } from './LeafLines';
import type { ProvenExport, ProvenRange } from './ProvenExport';
import { readProvenEvents } from './readProvenEvents';

/** The version of the format, as docs/reference/export.md describes it. */
const VERSION = 1;

/** What is known of a file once it is written. */
export interface ProvenExportCount {
  events: number;
}

/**
 * An export with everything that a verifier needs, which trusts neither this backend nor whoever has had the file in hand: lines of
 * NDJSON, in the order of the ledger. Written while it is read; what is held in memory is a page.
 */
export async function* writeProvenExport(
  options: ProvenExport,
  range: ProvenRange,
  count: ProvenExportCount,
): AsyncGenerator<string> {
  const { sealing } = options;
  const { checkpoint } = range;
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = (text: string) => {
    hash.update(text);
    bytes += Buffer.byteLength(text);
    return text;
  };

  yield counted(await headOf(options, range));
  for (const removed of await removedIn(options, range)) {
    yield counted(`${JSON.stringify({ removed })}\n`);
  }
  const lines = LeafLines.create({ tree: sealing.tree });
  if (range.isComplete) {
    // To the place of the checkpoint that it begins with, which is compared there, also where events are missing behind it.
    yield counted(await lines.rest(range.from));
  }
  for await (const page of readProvenEvents(options, range)) {
    count.events += page.length;
    yield counted(await lines.events(page));
  }
  yield counted(await lines.rest(checkpoint?.size ?? 0));
  const manifest = {
    events: count.events,
    bytes,
    sha256: hash.digest('hex'),
    checkpoint: checkpoint?.note,
  };
  yield `${JSON.stringify({ manifest })}\n`;
}

/** The statements of what was removed of a range that is to be complete: what they are about is rightly missing. */
async function removedIn(
  { removals }: ProvenExport,
  { isComplete, from, to }: ProvenRange,
): Promise<readonly RemovalStatement[]> {
  if (!isComplete || !removals) {
    return [];
  }
  const statements = await removals.statements();
  return statements.filter(({ sequences }) =>
    sequences.some(([first, end]) => first < to && end > from),
  );
}

async function headOf(
  { filters, sealing }: ProvenExport,
  { isComplete, from, to, checkpoint, first }: ProvenRange,
): Promise<string> {
  const keys = await sealing.listKeys();
  const head = {
    auditLogExport: VERSION,
    origin: sealing.origin,
    createdAt: new Date().toISOString(),
    filters,
    complete: isComplete,
    from: isComplete ? from : 0,
    to,
    checkpoint: checkpoint?.note,
    first: first?.note,
    keys: keys
      .filter(({ state }) => state !== 'unknown')
      .map(({ verifier }) => verifier),
  };
  return `${JSON.stringify(head)}\n`;
}
