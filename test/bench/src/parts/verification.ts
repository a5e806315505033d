// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { mockCredentials } from '@backstage/backend-test-utils';
import { dialectOf } from 'backstage-plugin-audit-log-backend/src/database/dialect';
import { SealingKeys } from 'backstage-plugin-audit-log-backend/src/sealing/keys/SealingKeys';
import { Findings } from 'backstage-plugin-audit-log-backend/src/verification/Findings';
import { Pace } from 'backstage-plugin-audit-log-backend/src/verification/Pace';
import { verifyLedger } from 'backstage-plugin-audit-log-backend/src/verification/verifyLedger';
import {
  createSeal,
  leafHash,
  TreeRange,
  VerifierKey,
  verifyExport,
} from 'backstage-plugin-audit-log-verify';
import type { BenchPart } from '../Bench';
import { freshEvents } from '../freshEvents';
import { openDatabase } from '../openDatabase';
import { ADMINISTRATOR } from '../portal/portalConfig';
import { type Portal, startPortal } from '../portal/startPortal';
import { download } from '../reading/download';

const HEADERS = { authorization: mockCredentials.user.header(ADMINISTRATOR) };
const DAY_MS = 24 * 60 * 60 * 1000;
const LOOK_EVERY_MS = 100;

/**
 * What sealing and verification take of one core: making seal, leaf and tree of events; checking an export with its proofs, as
 * it comes from a portal, with nothing but the file; and checking the ledger in its database as the backend does. The last waits
 * for the database, which works on another core: what counts is the time of the processor that it takes in this process.
 */
export const verification: BenchPart = {
  name: 'verification',
  title: 'sealing and verification',
  async open(bench) {
    const { verified } = bench.sizes;
    const database = await bench.newDatabase();
    const portal = await startPortal(bench, { database });
    const begun = Date.now();
    await portal.worker.call('report', {
      operations: verified,
      atOnce: 256,
      seed: 1,
    });
    const sealed = await untilSealed(portal, verified);
    const keys = await keysOf(portal);
    const knex = bench.use(openDatabase(database.connectionString), opened =>
      opened.destroy(),
    );
    const from = new Date(begun - DAY_MS).toISOString();
    const to = new Date(Date.now() + DAY_MS).toISOString();
    const file = bench.newPath();
    await download(
      `${portal.url}/api/audit-log/v1/events/export?format=ndjson&proofs=true&from=${from}&to=${to}`,
      HEADERS,
      file,
    );
    const events = freshEvents(verified, 1);
    return {
      sides: [
        {
          name: 'sealing',
          async run() {
            const tree = TreeRange.empty();
            const start = performance.now();
            for (const event of events) {
              tree.append(leafHash(event, createSeal(event)));
            }
            tree.root();
            return { rate: rate(events.length, start) };
          },
        },
        {
          name: 'verification',
          async run() {
            const start = performance.now();
            const report = await verifyExport(createReadStream(file));
            if (!report.isVerified || report.events < verified) {
              throw new Error(JSON.stringify(report));
            }
            return { rate: rate(report.events, start) };
          },
        },
        {
          name: 'verification in the backend',
          async run() {
            const findings = new Findings();
            const context = {
              knex,
              dialect: dialectOf(knex),
              keys,
              findings,
              pace: Pace.hurried(),
              signal: new AbortController().signal,
            };
            const range = { from: 0, to: sealed, isWhole: true };
            const before = process.cpuUsage();
            const progress = await verifyLedger(context, range);
            const { user, system } = process.cpuUsage(before);
            if (findings.count > 0 || progress.verified < verified) {
              throw new Error(
                JSON.stringify({ progress, findings: findings.kept }),
              );
            }
            return { rate: (sealed * 1e6) / (user + system) };
          },
        },
      ],
      measurements: [
        'sealing',
        'verification',
        'verification in the backend',
      ].map(side => ({
        name: `${side}, a core`,
        unit: 'events/s',
        of: { side, value: 'rate' },
        target: { atLeast: 50_000 },
      })),
    };
  },
};

function rate(events: number, start: number): number {
  return (events * 1000) / (performance.now() - start);
}

/** The keys that a portal signs with. */
async function keysOf(portal: Portal): Promise<SealingKeys> {
  const response = await fetch(`${portal.url}/api/audit-log/v1/ledger/keys`, {
    headers: HEADERS,
  });
  const { items } = (await response.json()) as {
    readonly items: readonly { readonly verifier: string }[];
  };
  return SealingKeys.of({
    signing: [],
    retired: items.map(({ verifier }) => VerifierKey.parse(verifier)),
  });
}

/** Resolves with how many are sealed, once these are. */
async function untilSealed(portal: Portal, events: number): Promise<number> {
  for (;;) {
    const response = await fetch(
      `${portal.url}/api/audit-log/v1/ledger/checkpoint`,
      { headers: HEADERS },
    );
    if (response.ok) {
      const { size } = (await response.json()) as { readonly size: number };
      if (size >= events) {
        return size;
      }
    }
    await sleep(LOOK_EVERY_MS);
  }
}
