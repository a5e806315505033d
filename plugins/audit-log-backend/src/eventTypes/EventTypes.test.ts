// SPDX-License-Identifier: Apache-2.0
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent } from '../__testUtils__/auditEvent';
import { eventually } from '../__testUtils__/eventually';
import { dialectOf } from '../database/dialect';
import { migrateDatabase } from '../database/migrateDatabase';
import { readMismatches } from '../database/operations/readMismatches';
import { REGISTRY_TABLES } from '../database/registryTables';
import { PUBLISH, RETRACT } from './__testUtils__/declaredTypes';
import { EventTypes } from './EventTypes';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const ACTION = 'quality.report.publish';

describe.each(databases.eachSupportedId())('EventTypes on %s', databaseId => {
  let knex: Knex;
  const open: EventTypes[] = [];
  const logger = mockServices.logger.mock();

  /** That of one process of several. */
  async function replica() {
    const types = await EventTypes.create({
      knex,
      dialect: dialectOf(knex),
      logger,
    });
    open.push(types);
    return types;
  }
  const titleIn = ({ registry }: EventTypes, action = ACTION) =>
    registry.find(action)?.title;

  beforeEach(async () => {
    jest.clearAllMocks();
    knex = await databases.init(databaseId);
    await migrateDatabase(knex, dialectOf(knex));
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map(types => types.stop()));
  });

  it('knows at once what a plugin of the process declares, and in the other processes when an event comes', async () => {
    const [here, there] = [await replica(), await replica()];
    here.start();
    here.declare('quality', [PUBLISH]);
    expect(titleIn(here)).toBe('Published report');
    expect(titleIn(there)).toBeUndefined();
    await eventually(
      () => knex(REGISTRY_TABLES.declarations).select('plugin'),
      rows => rows.length === 1,
    );
    const later = await replica();
    expect(titleIn(later)).toBe('Published report');
    await here.keep('other', [RETRACT]);
    // It has read a moment ago, and waits its time before it reads for an unknown action again.
    await eventually(
      async () => {
        await there.know(['other.report.retract']);
        return titleIn(there, 'other.report.retract');
      },
      title => title === 'Retracted report',
    );
    expect(titleIn(there)).toBe('Published report');
  });

  it('keeps what was told last, and the own code of a process before that', async () => {
    const [old, next] = [await replica(), await replica()];
    old.declare('quality', [PUBLISH]);
    await next.keep('quality', [
      { ...PUBLISH, title: 'Released report' },
      RETRACT,
    ]);
    expect(titleIn(next)).toBe('Released report');
    expect(titleIn(await replica())).toBe('Released report');
    expect(titleIn(old)).toBe('Published report');
    await next.keep('quality', [RETRACT]);
    expect(titleIn(await replica())).toBeUndefined();
  });

  it('lets several processes declare at once', async () => {
    const replicas = await Promise.all(Array.from({ length: 5 }, replica));
    await Promise.all(
      replicas.flatMap(types =>
        ['a', 'b', 'c'].map(plugin => types.keep(plugin, [PUBLISH, RETRACT])),
      ),
    );
    const last = await replica();
    expect(
      ['a', 'b', 'c'].map(id => titleIn(last, `${id}.report.retract`)),
    ).toEqual(Array(3).fill('Retracted report'));
  });

  it('tells the author of a plugin what is wrong, and takes the rest', async () => {
    const types = await replica();
    types.start();
    types.declare('quality', [
      PUBLISH,
      { ...RETRACT, title: '' },
      {
        ...RETRACT,
        action: 'odd',
        meta: { $ref: 'https://elsewhere.example' },
      },
    ]);
    types.declare('broken', undefined as never);
    const warnings = await eventually(
      async () => logger.warn.mock.calls.map(([message]) => message).join('\n'),
      text => text.includes('elsewhere'),
    );
    expect(warnings).toMatch(/plugin quality .*report\.retract: title/);
    expect(warnings).toMatch(
      /plugin quality .*quality\.odd: meta: .*elsewhere/,
    );
    expect(warnings).toMatch(/plugin broken .*must be a list/);
    expect(titleIn(types)).toBe('Published report');
    expect(titleIn(types, 'quality.odd')).toBe('Retracted report');
  });

  it('takes nothing of what another process declares when one type is wrong', async () => {
    const types = await replica();
    await expect(
      types.keep('quality', [PUBLISH, { ...RETRACT, title: '' }]),
    ).rejects.toThrow(/cannot be declared: .*report\.retract: title/);
    await expect(
      types.keep('quality', [PUBLISH, { ...RETRACT, meta: { $ref: 'x:y' } }]),
    ).rejects.toThrow(/quality\.report\.retract: meta: .*x:y/);
    expect(titleIn(types)).toBeUndefined();
    expect(await knex(REGISTRY_TABLES.declarations).select()).toEqual([]);
  });

  it('waits for a database that is away, and says so once', async () => {
    const types = await replica();
    const { declarations } = REGISTRY_TABLES;
    await knex.schema.renameTable(declarations, 'away');
    types.declare('quality', [PUBLISH]);
    await types.stop();
    await types.stop();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(titleIn(types)).toBe('Published report');
    await types.know(['quality.unheard-of']);

    await knex.schema.renameTable('away', declarations);
    await types.stop();
    expect(titleIn(await replica())).toBe('Published report');
  });

  it('counts what was not as declared, together with the others, and anew for another schema', async () => {
    const [here, there] = [await replica(), await replica()];
    const count = (types: EventTypes, pages: number) => {
      const event = auditEvent({ action: ACTION, plugin: 'quality' });
      const declared = types.registry.declared(ACTION)!;
      types.mismatches.add(event, declared, {
        pointer: '/pages',
        message: `must be ${pages}`,
      });
      return event.id;
    };
    here.declare('quality', [PUBLISH]);
    there.declare('quality', [PUBLISH]);
    count(here, 1);
    count(here, 2);
    await here.stop();
    const last = count(there, 3);
    await there.stop();
    expect(await readMismatches(knex)).toEqual([
      expect.objectContaining({
        action: ACTION,
        pointer: '/pages',
        message: 'must be 3',
        event_id: last,
      }),
    ]);
    expect(Number((await readMismatches(knex))[0].events)).toBe(3);

    await here.keep('quality', [PUBLISH, RETRACT]);
    expect(await readMismatches(knex)).toHaveLength(1);
    await here.keep('quality', [{ ...PUBLISH, meta: { type: 'object' } }]);
    expect(await readMismatches(knex)).toEqual([]);
  });

  it('keeps the counts while they cannot be written', async () => {
    const types = await replica();
    types.declare('quality', [PUBLISH]);
    const add = () =>
      types.mismatches.add(
        auditEvent({ action: ACTION }),
        types.registry.declared(ACTION)!,
        { pointer: '', message: 'must be object' },
      );
    add();
    await expect(
      types.mismatches.flush(async () => {
        add();
        throw new Error('Away');
      }),
    ).rejects.toThrow('Away');
    await types.stop();
    expect(Number((await readMismatches(knex))[0].events)).toBe(2);
  });
});
