// SPDX-License-Identifier: Apache-2.0
import { decodeHash } from '../checkpoint/base64';
import {
  checkCheckpoint,
  type CheckedCheckpoint,
} from '../checkpoint/CheckpointCheck';
import type { VerifierKey } from '../checkpoint/VerifierKey';
import { chooseKeys } from '../export/chooseKeys';
import { NotVerifiableError } from '../export/ExportFormat';
import type { ExportReport, Report } from '../export/ExportReport';
import { PRESENT } from '../export/ExportSession';
import { Origins } from '../export/Origins';
import { readExport } from '../export/readExport';
import { Findings } from '../findings/Findings';
import { verifyConsistency } from '../merkle/consistency';
import { LedgerClient } from './LedgerClient';

/** @public */
export interface VerifyServerOptions {
  /** Where the backend answers, such as `https://portal.example.com/api/audit-log`. */
  readonly baseUrl: string;
  /** A Backstage token of somebody who may read the trail; with `full`, all of it, and export it. */
  readonly token?: string;
  /** The keys that are believed; those that the server names itself by default. */
  readonly keys?: readonly VerifierKey[];
  /** A checkpoint that was kept from before, to be compared with. */
  readonly savedCheckpoint?: string;
  /** Download all events and verify them too. */
  readonly full?: boolean;
  /** Called now and then with how many events have been read. */
  readonly onProgress?: (events: number) => void;
  readonly fetch?: typeof fetch;
}

/** @public */
export interface ServerReport extends Report {
  /** The checkpoint of the server as a note, to be kept for the next time. */
  readonly note: string;
  /** Whether a saved checkpoint was compared with it. */
  readonly isCompared: boolean;
  /** What came of the verification of all events. */
  readonly export?: ExportReport;
}

/** All that was ever recorded: without a beginning, the last 30 days are exported. */
const EXPORT =
  '/events/export?format=ndjson&proofs=true&from=1970-01-01T00%3A00%3A00.000Z';

/**
 * Verifies a live portal: that its checkpoint is signed, that the ledger a saved checkpoint was of is the beginning of the
 * present one, and if asked for, every event. Throws a NotVerifiableError when the portal does not answer.
 *
 * @public
 */
export async function verifyServer(
  options: VerifyServerOptions,
): Promise<ServerReport> {
  const client = new LedgerClient(options);
  const findings = new Findings();
  const notes: string[] = [];
  const keys = await keysOf(client, options, notes);
  const saved =
    options.savedCheckpoint === undefined
      ? undefined
      : checkCheckpoint(options.savedCheckpoint, {
          which: 'The saved checkpoint',
          keys,
          findings,
        });
  const note = await noteOf(client);
  if (note === undefined && !(saved !== undefined && saved.size > 0)) {
    throw new NotVerifiableError('The portal has not sealed anything yet');
  }
  const checkpoint =
    note === undefined
      ? undefined
      : checkCheckpoint(note, { which: PRESENT, keys, findings });
  const origins = new Origins(checkpoint?.origin, options.keys);
  if (saved !== undefined) {
    await compare({ client, saved, checkpoint, origins, findings });
  }
  const all =
    options.full && note !== undefined
      ? await readExport(await client.stream(EXPORT), {
          keys: options.keys,
          named: keys,
          present: note,
          savedCheckpoints:
            saved === undefined ? [] : [options.savedCheckpoint!],
          onProgress: options.onProgress,
        })
      : undefined;
  // Of a checkpoint that was looked at for both, the same is found twice.
  const known = new Set(findings.items.map(({ message }) => message));
  const repeated = (all?.findings ?? []).filter(one => known.has(one.message));
  const findingsOfAll = (all?.findings ?? []).filter(
    one => !known.has(one.message),
  );
  const findingCount =
    findings.count + (all?.findingCount ?? 0) - repeated.length;
  if (all?.isComplete === false && findingCount === 0) {
    throw new NotVerifiableError(
      'The portal did not give all events: the token may not read all of them, so take that of somebody who may',
    );
  }
  return {
    isVerified: findingCount === 0,
    findings: [...findings.items, ...findingsOfAll],
    findingCount,
    notes: [...new Set([...notes, ...origins.notes, ...(all?.notes ?? [])])],
    note: note ?? '',
    isCompared: saved !== undefined,
    checkpoint: checkpoint && {
      ...checkpoint,
      root: checkpoint.root.toString('base64'),
    },
    export: all,
  };
}

async function noteOf(client: LedgerClient): Promise<string | undefined> {
  const path = '/ledger/checkpoint';
  const answer = await client.get<{ note: string } | null>(path);
  if (answer !== undefined && typeof answer?.note !== 'string') {
    throw new NotVerifiableError(`${path} did not answer with a checkpoint`);
  }
  return answer?.note;
}

async function keysOf(
  client: LedgerClient,
  { keys }: VerifyServerOptions,
  notes: string[],
): Promise<readonly VerifierKey[]> {
  if (keys !== undefined && keys.length > 0) {
    return keys;
  }
  const answer = await client.get<{
    items: ({ verifier: string } | null)[];
  } | null>('/ledger/keys');
  const items = Array.isArray(answer?.items) ? answer.items : [];
  const named = items.flatMap(item => item?.verifier ?? []);
  return chooseKeys(undefined, named, notes);
}

/** Whether the ledger of the saved checkpoint is the beginning of the present one. */
async function compare(options: {
  readonly client: LedgerClient;
  readonly saved: CheckedCheckpoint;
  readonly checkpoint: CheckedCheckpoint | undefined;
  readonly origins: Origins;
  readonly findings: Findings;
}): Promise<void> {
  const { client, saved, checkpoint, origins, findings } = options;
  const size = checkpoint?.size ?? 0;
  if (saved.size > size) {
    findings.add({
      kind: 'truncated',
      message: `The saved checkpoint is of ${saved.size} events, the portal has sealed ${size}: the end of the ledger was cut off.`,
      sequence: size,
      until: saved.size,
    });
    return;
  }
  if (checkpoint === undefined) {
    return;
  }
  if (!origins.accept(saved.origin, saved.signedBy)) {
    findings.add({
      kind: 'inconsistent',
      message: `The saved checkpoint is of ${saved.origin}, the portal is ${checkpoint.origin}: they are not of the same ledger.`,
    });
    return;
  }
  const answer = await client.get<{ proof: string[] } | null>(
    `/ledger/proof?from=${saved.size}&to=${size}`,
  );
  const proof = Array.isArray(answer?.proof) ? answer.proof : [];
  const isConsistent = verifyConsistency({
    from: saved.size,
    to: size,
    fromRoot: saved.root,
    toRoot: checkpoint.root,
    proof: proof.map(hash => decodeHash(hash) ?? Buffer.alloc(0)),
  });
  if (!isConsistent) {
    findings.add({
      kind: 'inconsistent',
      message: `The ledger of the saved checkpoint is not the beginning of the present one: among its ${saved.size} events something was changed.`,
      sequence: 0,
      until: saved.size,
    });
  }
}
