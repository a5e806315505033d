// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import { addMismatches } from '../../database/operations/addMismatches';
import { PUBLISH, RETRACT } from '../../eventTypes/__testUtils__/declaredTypes';
import { createDeclaration } from '../../eventTypes/Declaration';
import { EventTypeRegistry } from '../../eventTypes/EventTypeRegistry';
import { CoverageReader } from './CoverageReader';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const DAY_MS = 24 * 60 * 60 * 1000;

const event = (action: string, fields: Partial<NewAuditEvent> = {}) => {
  const [plugin, name] = action.split('.');
  return auditEvent({ action, plugin, event: name, ...fields });
};

describe.each(databases.eachSupportedId())(
  'CoverageReader on %s',
  databaseId => {
    let knex: Knex;
    let registry: EventTypeRegistry;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      registry = new EventTypeRegistry();
    });

    afterEach(stopTestLedgers);

    async function covered(
      events: readonly NewAuditEvent[],
      options: { readonly mostActions?: number } = {},
    ) {
      const ledger = await testLedger(knex);
      if (events.length > 0) {
        await ledger.sink.append(events);
      }
      const reader = CoverageReader.create({
        knex,
        dialect: dialectOf(knex),
        registry,
        ...options,
      });
      const readAt = Date.now();
      const coverage = await reader.read(readAt);
      const find = (action: string) =>
        coverage.items.find(item => item.action === action);
      return { reader, readAt, coverage, find };
    }

    it('has every known action, none of them seen, where nothing has happened', async () => {
      const { coverage } = await covered([]);
      expect(coverage.items.map(({ action }) => action).sort()).toEqual(
        Array.from(registry.types, ({ action }) => action).sort(),
      );
      for (const item of coverage.items) {
        expect(item).toMatchObject({ status: 'known', events: 0 });
        expect(item.lastSeen).toBeUndefined();
      }
      expect(coverage.complete).toBe(true);
    });

    it('tells what was declared, what was seen, how often and when', async () => {
      registry.declareOwn(createDeclaration('quality', [PUBLISH, RETRACT]));
      const longAgo = Date.now() - 200 * DAY_MS;
      const last = event('quality.report.publish');
      const old = event('quality.page.turn', { id: uuidAt(longAgo) });
      const { coverage, find } = await covered([
        event('quality.report.publish', { id: uuidAt(longAgo) }),
        event('quality.report.publish', {
          id: uuidAt(Date.now() - DAY_MS),
          outcome: 'failed',
        }),
        last,
        old,
        event('catalog.entity-fetch.of-a-new-kind'),
        event('external.com.example.deploy.started', {
          plugin: 'external:ci',
        }),
      ]);
      expect(find('quality.report.publish')).toEqual({
        action: 'quality.report.publish',
        plugin: 'quality',
        event: 'report',
        title: 'Published report',
        description: 'A report was published.',
        category: 'reports',
        read: false,
        status: 'declared',
        events: 2,
        lastSeen: last.occurredAt,
      });
      expect(find('quality.report.retract')).toMatchObject({
        status: 'declared',
        events: 0,
      });
      expect(find('quality.page.turn')).toMatchObject({
        status: 'undeclared',
        title: 'Page: turn',
        events: 0,
        lastSeen: old.occurredAt,
      });
      expect(find('external.com.example.deploy.started')).toMatchObject({
        status: 'external',
        plugin: 'external:ci',
        title: 'Deploy started',
        events: 1,
      });
      // The event is in the registry, and was seen with this kind.
      expect(find('catalog.entity-fetch.of-a-new-kind')).toMatchObject({
        status: 'known',
        events: 1,
      });
      const order = coverage.items.map(
        ({ plugin, action }) => `${plugin} ${action}`,
      );
      expect(order).toEqual([...order].sort());
    });

    it('has what was not as declared, as long as the schema is the same', async () => {
      registry.declareOwn(createDeclaration('quality', [PUBLISH]));
      const { check } = registry.declared('quality.report.publish')!;
      const row = {
        action: 'quality.report.publish',
        plugin: 'quality',
        events: 7,
        last_seen: Date.now(),
        event_id: uuidAt(),
        pointer: '/pages',
        message: 'must be integer',
      };
      await testLedger(knex);
      await addMismatches(knex, dialectOf(knex), [
        { ...row, schema: check!.digest },
        { ...row, schema: 'an earlier one', events: 100 },
      ]);
      const { find } = await covered([event('quality.report.publish')]);
      expect(find('quality.report.publish')?.mismatches).toEqual({
        events: 7,
        lastSeen: new Date(row.last_seen).toISOString(),
        eventId: row.event_id,
        pointer: '/pages',
        message: 'must be integer',
      });
    });

    it('says when there are more actions than it lists', async () => {
      const events = Array.from({ length: 30 }, (_, index) =>
        event(`many.kind-${index}`),
      );
      const { coverage } = await covered(events, { mostActions: 20 });
      expect(coverage.complete).toBe(false);
      expect(coverage.items.filter(({ lastSeen }) => lastSeen)).toHaveLength(
        20,
      );
    });

    it('looks at as many rows as there are actions, and not as there are events', async () => {
      const ledger = await testLedger(knex);
      await ledger.sink.append(
        Array.from({ length: 3_000 }, (_, index) =>
          event(`many.kind-${index % 3}`),
        ),
      );
      let statement = '';
      knex.on('query', ({ sql }: { sql: string }) => {
        statement = sql.includes('RECURSIVE') ? sql : statement;
      });
      const { find } = await covered([]);
      expect(find('many.kind-1')?.events).toBe(1_000);

      const reads = await readsOf(knex, statement);
      expect(reads.length).toBeGreaterThanOrEqual(4);
      expect(reads.filter(({ isJump }) => !isJump)).toEqual([]);
    });

    it('answers those who ask at once with one reading, and does not keep a failure', async () => {
      const { reader, readAt, coverage } = await covered([]);
      const queries = jest.fn();
      knex.on('query', queries);
      const soon = readAt + 1_000;
      const answers = await Promise.all([reader.read(soon), reader.read(soon)]);
      expect(answers).toEqual([coverage, coverage]);
      expect(queries).not.toHaveBeenCalled();

      const later = Date.now() + DAY_MS;
      await knex.schema.renameTable('registry_mismatches', 'away');
      await expect(reader.read(later)).rejects.toThrow(/registry_mismatches/);
      await knex.schema.renameTable('away', 'registry_mismatches');
      await expect(reader.read(later)).resolves.toMatchObject({
        complete: true,
      });
    });
  },
);

interface Read {
  readonly step: string;
  /** Whether it looks at a few rows by an index, where it could look at all of them. */
  readonly isJump: boolean;
}

/** The steps of a statement that read events or counts. */
async function readsOf(
  knex: Knex,
  statement: string,
): Promise<readonly Read[]> {
  if (dialectOf(knex).engine === 'sqlite') {
    const plan = await knex.raw(`EXPLAIN QUERY PLAN ${statement}`);
    return plan
      .map(({ detail }: { detail: string }) => detail)
      .filter((step: string) => /^(SCAN|SEARCH) [ec]\b/.test(step))
      .map((step: string) => ({
        step,
        isJump:
          /^SEARCH [ec] USING (COVERING )?INDEX audit_(events|rollups)_action/.test(
            step,
          ),
      }));
  }
  await knex.raw('ANALYZE');
  const { rows } = await knex.raw(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`,
  );
  return stepsOf(rows[0]['QUERY PLAN'][0].Plan)
    .filter(step => /^audit_(events_|rollups$)/.test(step['Relation Name']))
    .map(step => ({
      step: `${step['Node Type']} on ${step['Relation Name']}`,
      isJump: step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0) < 50,
    }));
}

function stepsOf(step: any): any[] {
  return [step, ...(step.Plans ?? []).flatMap(stepsOf)];
}
