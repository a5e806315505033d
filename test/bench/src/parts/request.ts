// SPDX-License-Identifier: Apache-2.0
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Bench, BenchPart } from '../Bench';
import { freshEvents } from '../freshEvents';
import type { LoadCommands, Sent } from '../load/LoadTask';
import { startLoad } from '../load/startLoad';
import type { WriteCommands } from '../load/writeProcess';
import type { Values } from '../measuring/Measurement';
import type { PortalTask } from '../portal/PortalTask';
import { startPortal } from '../portal/startPortal';
import { Worker } from '../processes/Worker';
import { reportedOperation } from '../reportedOperation';

const REQUESTS = 2_000;

/**
 * Two portals that differ in who audits: Backstage's auditor, and ours, which writes the same lines to a file as that one and
 * keeps events besides. Each gets the same requests at the same rate. What the stock auditor adds to a request is the time
 * it spends on being audited there; what capture and journal add is what it spends more with us.
 */
export const request: BenchPart = {
  name: 'request',
  title:
    'added to an audited HTTP request by capture and journal, against the stock auditor logging to a file, p50 and p99 at the same load',
  async open(bench) {
    const load = await startLoad(bench);
    await load.call('load', requests());
    const stock = await startAuditing(bench, load, 'stock');
    const recorded = await startAuditing(bench, load, 'recorded');
    const writing = await Worker.start<WriteCommands>(
      bench,
      require.resolve('../load/writeProcess'),
      { path: bench.newPath() },
    );
    let byStock: Times = { p50: 0, p99: 0 };
    const percentiles = ['p50', 'p99'] as const;
    return {
      // Compilers take their time with a whole backend.
      warmUp: 2,
      sides: [
        {
          name: 'stock',
          async run() {
            const { whole, auditing } = await stock.send();
            byStock = auditing;
            return { ...whole, ...named('auditing', auditing) };
          },
        },
        {
          name: 'recorded',
          async run() {
            const { whole, auditing } = await recorded.send();
            const added = {
              p50: auditing.p50 - byStock.p50,
              p99: auditing.p99 - byStock.p99,
            };
            return { ...whole, ...named('added', added) };
          },
        },
        {
          name: 'writing',
          async run() {
            const { rate: perSecond, seconds } = bench.sizes;
            return {
              ...(await writing.call('writeAtRate', { perSecond, seconds })),
            };
          },
        },
      ],
      measurements: [
        ...percentiles.map(value => ({
          name: `added to an audited request by capture and journal, ${value}`,
          unit: 'ms' as const,
          of: { side: 'recorded', value: `${value} added` },
          comparedTo: {
            side: 'stock',
            value: `${value} auditing`,
            what: 'added by the stock auditor',
          },
          target: { atMost: value === 'p50' ? 1 : 1.1 },
        })),
        ...percentiles.map(value => ({
          name: `two writes to a file and nothing else, ${value}`,
          unit: 'ms' as const,
          of: { side: 'writing', value },
          comparedTo: {
            side: 'stock',
            value: `${value} auditing`,
            what: 'added by the stock auditor',
          },
        })),
        ...percentiles.map(value => ({
          name: `an audited request as a whole, ${value}`,
          unit: 'ms' as const,
          of: { side: 'recorded', value },
          comparedTo: { side: 'stock', value, what: 'with the stock auditor' },
        })),
      ],
    };
  },
};

interface Times {
  readonly p50: number;
  readonly p99: number;
}

async function startAuditing(
  bench: Bench,
  load: Worker<LoadCommands>,
  audit: PortalTask['audit'],
) {
  const { rate: perSecond, seconds } = bench.sizes;
  const { url, worker } = await startPortal(bench, {
    database: await bench.newDatabase(),
    audit,
    logLevel: 'info',
  });
  return {
    async send(): Promise<{ whole: Times; auditing: Times }> {
      const whole = await load.call('sendAtRate', { url, perSecond, seconds });
      return { whole, auditing: await worker.call('auditingTimes', null) };
    },
  };
}

function named(name: string, { p50, p99 }: Times): Values {
  return { [`p50 ${name}`]: p50, [`p99 ${name}`]: p99 };
}

function requests(): readonly Sent[] {
  return freshEvents(REQUESTS, 1).map(event => ({
    path: '/api/catalog/things',
    headers: {
      authorization: mockCredentials.user.header(event.actor.ref),
      'user-agent': event.request?.userAgent ?? '',
    },
    body: JSON.stringify(reportedOperation(event)),
  }));
}
