// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { auditEvent } from '../__testUtils__/auditEvent';
import { eventually } from '../__testUtils__/eventually';
import {
  storedAndRecountedRollups,
  storedSequences,
} from '../__testUtils__/storedLedger';
import { stopTestLedgers, testLedger } from '../__testUtils__/testLedger';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const EVENTS = 3000;
const CUTS = 5;
const CUT =
  'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';

let isOver = false;

afterEach(async () => {
  isOver = true;
  await stopTestLedgers();
});

/** Cuts connections, of which one is in the middle of a transaction for certain. */
async function cutOneThatWrites(knex: Knex): Promise<void> {
  await knex.transaction(async transaction => {
    await transaction.raw('LOCK TABLE audit_events IN EXCLUSIVE MODE');
    await eventually(
      async () => {
        // Not in the transaction, which sees what it saw the first time.
        const { rows } = await knex.raw(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return rows.length;
      },
      waiting => waiting > 0,
    );
    await transaction.raw(CUT);
  });
}

it('loses and doubles nothing when PostgreSQL cuts connections, for a caller that tries again', async () => {
  const knex = await databases.init('POSTGRES_18');
  const ledger = await testLedger(knex);
  ledger.start();
  const events = Array.from({ length: EVENTS }, () => auditEvent());
  const counts = { done: 0, rejected: 0 };
  const appendUntilDone = async (event: NewAuditEvent): Promise<void> => {
    const isDone = () =>
      ledger.sink.append([event]).then(
        () => true,
        () => false,
      );
    while (!(await isDone()) && !isOver) {
      counts.rejected += 1;
      await sleep(1);
    }
    counts.done += 1;
  };
  const appendOneByOne = async (part: readonly NewAuditEvent[]) => {
    for (const event of part) {
      await appendUntilDone(event);
    }
  };

  const producing = Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      appendOneByOne(events.filter((__, at) => at % 100 === index)),
    ),
  );
  for (let cut = 1; cut <= CUTS; cut++) {
    await eventually(
      async () => counts.done,
      count => count >= (cut * EVENTS) / (CUTS + 1),
    );
    await (cut === 1 ? cutOneThatWrites(knex) : knex.raw(CUT));
  }
  await producing;

  const stored = await eventually(
    () => storedSequences(knex),
    rows => rows.every(({ sequence }) => sequence >= 0),
  );
  expect(stored.map(({ id }) => id).sort()).toEqual(
    events.map(({ id }) => id).sort(),
  );
  expect(stored.map(({ sequence }) => sequence)).toEqual(
    events.map((_, index) => index),
  );
  const { stored: rollups, recounted } = await storedAndRecountedRollups(knex);
  expect(rollups).toEqual(recounted);
  expect(counts.rejected).toBeGreaterThan(0);
}, 180_000);
