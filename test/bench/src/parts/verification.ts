// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  createSeal,
  leafHash,
  TreeRange,
  verifyExport,
} from 'backstage-plugin-audit-log-verify';
import type { BenchPart } from '../Bench';
import { freshEvents } from '../freshEvents';
import { ADMINISTRATOR } from '../portal/portalConfig';
import { type Portal, startPortal } from '../portal/startPortal';
import { download } from '../reading/download';

const HEADERS = { authorization: mockCredentials.user.header(ADMINISTRATOR) };
const DAY_MS = 24 * 60 * 60 * 1000;
const LOOK_EVERY_MS = 100;

/**
 * What sealing and verification take of one core: making seal, leaf and tree of events, and checking an export with its
 * proofs, as it comes from a portal, with nothing but the file.
 */
export const verification: BenchPart = {
  name: 'verification',
  title: 'sealing and verification',
  async open(bench) {
    const { verified } = bench.sizes;
    const portal = await startPortal(bench, {
      database: await bench.newDatabase(),
    });
    const begun = Date.now();
    await portal.worker.call('report', {
      operations: verified,
      atOnce: 256,
      seed: 1,
    });
    await untilSealed(portal, verified);
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
      ],
      measurements: ['sealing', 'verification'].map(side => ({
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

async function untilSealed(portal: Portal, events: number): Promise<void> {
  for (;;) {
    const response = await fetch(
      `${portal.url}/api/audit-log/v1/ledger/checkpoint`,
      { headers: HEADERS },
    );
    if (response.ok) {
      const { size } = (await response.json()) as { readonly size: number };
      if (size >= events) {
        return;
      }
    }
    await sleep(LOOK_EVERY_MS);
  }
}
