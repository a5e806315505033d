// SPDX-License-Identifier: Apache-2.0
import type { BenchPart } from '../Bench';
import type { ExpressCommands } from '../load/expressProcess';
import { Reporters } from '../load/Reporters';
import { startLoad } from '../load/startLoad';
import { startPortal } from '../portal/startPortal';
import { connect } from '../postgres/connect';
import { nextBatch } from '../postgres/nextBatch';
import { Worker } from '../processes/Worker';
import { openCopySide } from '../sides/openCopySide';
import { postSide } from '../sides/postSide';
import { StoredRound } from '../sides/StoredRound';

/** Requests of one event under way. */
const AT_ONCE = 256;
const REPORTERS = 32;

/**
 * Events over HTTP, from a process of its own to a portal and, the same bodies, to a server on Express that only parses
 * them. What the portal has stored is copied into equal tables of another database.
 */
export const post: BenchPart = {
  name: 'post',
  title:
    '`POST /events`, 100 a request, durable, leaves hashed; one event a request at 256 at a time',
  async open(bench) {
    const ours = await bench.newDatabase();
    const portal = await startPortal(bench, { database: ours });
    const reporters = await Reporters.create(portal.url, REPORTERS);
    const load = await startLoad(bench);
    const server = await Worker.start<ExpressCommands>(
      bench,
      require.resolve('../load/expressProcess'),
    );
    const expressUrl = `http://127.0.0.1:${await server.call('port', null)}`;
    const from = await connect(bench, ours.connectionString);
    const { ingested, requests } = bench.sizes;
    const round = new StoredRound(ingested, () => nextBatch(from));
    let refused = 0;
    let sent = 0;
    return {
      sides: [
        postSide('POST of 100', { portal, reporters, load, round }),
        await openCopySide(bench, from, round),
        {
          name: 'POST of 1',
          async run(seed) {
            await load.call(
              'load',
              reporters.requests({ events: requests, inEach: 1, seed }),
            );
            const result = await load.call('sendAll', {
              url: portal.url,
              atOnce: AT_ONCE,
            });
            refused += result.refused;
            sent += requests + result.refused;
            return { rate: requests / result.seconds };
          },
        },
        ...[
          { name: 'Express', url: expressUrl },
          { name: 'Backstage', url: `${portal.url}/api/catalog/nothing` },
        ].map(({ name, url }) => ({
          name,
          async run() {
            const { seconds } = await load.call('sendAll', {
              url,
              atOnce: AT_ONCE,
            });
            return { rate: requests / seconds };
          },
        })),
      ],
      measurements: [
        {
          name: 'POST /events, 100 a request',
          unit: 'events/s',
          of: { side: 'POST of 100', value: 'rate' },
          comparedTo: {
            side: 'COPY',
            value: 'rate',
            what: 'COPY on one connection',
          },
          target: { atLeast: 0.8 },
        },
        {
          name: 'POST /events, one a request, 256 at a time',
          unit: 'requests/s',
          of: { side: 'POST of 1', value: 'rate' },
          comparedTo: {
            side: 'Express',
            value: 'rate',
            what: 'Express parsing the same body and doing nothing',
          },
          target: { atLeast: 0.6 },
        },
        {
          name: 'the same body to a plugin that does nothing',
          unit: 'requests/s',
          of: { side: 'Backstage', value: 'rate' },
          comparedTo: {
            side: 'Express',
            value: 'rate',
            what: 'Express parsing the same body and doing nothing',
          },
        },
      ],
      notes: () => [
        `Of ${sent.toLocaleString(
          'en',
        )} requests of one event, ${refused.toLocaleString(
          'en',
        )} were refused because too many were under way, and sent again.`,
      ],
    };
  },
};
