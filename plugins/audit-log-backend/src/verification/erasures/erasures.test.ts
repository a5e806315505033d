// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import { SEALING_TABLES } from '../../database/sealingTables';
import { insertErasure } from '../../erasure/operations/erasureRows';
import { eraseByHand } from '../__testUtils__/eraseByHand';
import { sealedLedger } from '../__testUtils__/sealedLedger';
import { verifyAll } from '../__testUtils__/verifyAll';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'Verification of what was erased on %s',
  databaseId => {
    let knex: Knex;
    let ledger: Awaited<ReturnType<typeof sealedLedger>>;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      ledger = await sealedLedger(knex);
    });

    afterEach(stopTestLedgers);

    let time = Date.parse('2026-11-24T10:00:00Z');
    const next = (given: Partial<NewAuditEvent> = {}) => {
      time += 1_000;
      return auditEvent({ id: uuidAt(time), ...given });
    };

    /** An event of an erasure, as the audit log makes it. */
    const tells = (
      operationId: string,
      step: 'begin' | 'done' | 'preview',
      given: Partial<NewAuditEvent> = {},
    ) =>
      next({
        operationId,
        plugin: 'audit-log',
        event: 'erasure',
        action: `audit-log.erasure.${step}`,
        meta: { reason: 'Ticket 7' },
        ...given,
      });

    /** Keeps an erasure as one that is done; whoever can write to the database can do so. */
    const keep = async (id: string) => {
      const state = { owner: uuidAt(), doneEvent: uuidAt() };
      const erasure = { id, person: 'user:default/jane', reason: 'Ticket 7' };
      await insertErasure(knex, dialectOf(knex), {
        ...erasure,
        state,
        startedBy: 'user:default/boss',
      });
    };

    const erase = (operation: string, ...ids: readonly string[]) =>
      eraseByHand(knex, operation, ...ids);
    const findings = async () => (await verifyAll(knex, ledger.keys)).findings;
    const unrecorded = (sequence: number, message: RegExp) => [
      {
        kind: 'erased-unrecorded',
        sequence,
        message: expect.stringMatching(message),
      },
    ];

    it('finds nothing while an erasure is under way, and once it is done', async () => {
      const id = uuidAt();
      const events = [next(), next(), next()];
      await keep(id);
      await ledger.append([...events, tells(id, 'begin')]);
      await erase(id, events[0].id);
      expect(await findings()).toEqual([]);
      await erase(id, events[1].id);
      const meta = { reason: 'Ticket 7', events: 2, archivedEvents: 0 };
      await ledger.append([tells(id, 'done', { meta })]);
      expect(await findings()).toEqual([]);
    });

    it('finds nothing of what was recorded before and is ordered behind the beginning', async () => {
      const id = uuidAt();
      await keep(id);
      const late = next();
      await ledger.append([tells(id, 'begin')], [late]);
      await erase(id, late.id);
      expect(await findings()).toEqual([]);
    });

    it('finds what was erased of later events in the name of an erasure of before', async () => {
      const id = uuidAt();
      const before = next();
      await keep(id);
      await ledger.append([before, tells(id, 'begin'), tells(id, 'done')]);
      await erase(id, before.id);
      expect(await findings()).toEqual([]);
      const later = next();
      await ledger.append([later]);
      await erase(id, later.id);
      expect(await findings()).toEqual(unrecorded(3, /had begun before/));
    });

    it('finds what was erased of more events than an erasure says', async () => {
      const id = uuidAt();
      const [one, other] = [next(), next()];
      await keep(id);
      const meta = { reason: 'x', events: 1, archivedEvents: 0 };
      await ledger.append(
        [one, other, tells(id, 'begin')],
        [tells(id, 'done', { meta })],
      );
      await erase(id, one.id);
      expect(await findings()).toEqual([]);
      await erase(id, other.id);
      expect(await findings()).toEqual(unrecorded(0, /2 events.* it was 1/));
    });

    it.each([
      ['a denied', 'begin', { outcome: 'denied' }],
      ['a failed', 'begin', { outcome: 'failed' }],
      ['the preview of an', 'preview', {}],
      ['an end that failed of an', 'done', { outcome: 'failed' }],
      ["another plugin's", 'begin', { plugin: 'catalog' }],
      ['another', 'begin', { operationId: uuidAt() }],
    ] as const)('does not take %s erasure for one', async (_, step, given) => {
      const id = uuidAt();
      const event = next();
      await keep(id);
      await ledger.append([event, tells(id, step, given)]);
      await erase(id, event.id);
      expect(await findings()).toEqual(unrecorded(0, /not on record/));
    });

    it('takes one that was taken for unfinished for one, and one that failed and came to its end', async () => {
      const [one, other] = [uuidAt(), uuidAt()];
      const events = [next(), next()];
      await keep(one);
      await keep(other);
      await ledger.append([
        ...events,
        tells(one, 'begin', { outcome: 'unfinished' }),
        tells(other, 'begin', { outcome: 'failed' }),
        tells(other, 'done'),
      ]);
      await erase(one, events[0].id);
      await erase(other, events[1].id);
      expect(await findings()).toEqual([]);
    });

    it('finds an operation that is no id at all', async () => {
      const event = next();
      await ledger.append([event]);
      await erase("x'; --", event.id);
      expect(await findings()).toEqual(unrecorded(0, /not on record/));
      expect(await knex(SEALING_TABLES.erasures).select()).toEqual([]);
    });
  },
);
