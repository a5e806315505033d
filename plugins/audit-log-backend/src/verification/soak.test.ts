// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent } from '../__testUtils__/auditEvent';
import { stopTestLedgers } from '../__testUtils__/testLedger';
import { sealedLedger } from './__testUtils__/sealedLedger';
import { verifyAll } from './__testUtils__/verifyAll';

/** A few, to see that it works; for the full measure: AUDIT_LOG_SOAK=1. */
const EVENTS = Number(
  process.env.AUDIT_LOG_SOAK_EVENTS ??
    (process.env.AUDIT_LOG_SOAK ? 1_000_000 : 5_000),
);
const AT_ONCE = 5_000;

jest.setTimeout(60 * 60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('Many events on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  afterEach(stopTestLedgers);

  it('verify, in a time that is printed, in memory that does not grow with them', async () => {
    const ledger = await sealedLedger(knex);
    for (let written = 0; written < EVENTS; written += AT_ONCE) {
      await ledger.append(
        Array.from({ length: AT_ONCE }, (_, index) =>
          auditEvent({
            actor: { type: 'user', ref: `user:default/u${index % 500}` },
            request: {
              method: 'POST',
              path: `/entities/${index}`,
              address: '10.0.0.7',
              userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
            },
            meta: { actionType: 'delete', index, note: 'x'.repeat(200) },
          }),
        ),
      );
    }
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const result = await verifyAll(knex, ledger.keys);
    const seconds = (performance.now() - started) / 1000;
    const grown = (process.memoryUsage().rss - before) / 2 ** 20;
    process.stdout.write(
      `${databaseId}: ${EVENTS} events verified in ${seconds.toFixed(
        1,
      )} s, ${Math.round(EVENTS / seconds)} a second, ${grown.toFixed(
        0,
      )} MiB more memory\n`,
    );
    expect(result).toMatchObject({ verified: EVENTS, findings: [] });
    expect(grown).toBeLessThan(256);
  });
});
