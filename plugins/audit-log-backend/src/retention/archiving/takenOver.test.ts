// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { eventually } from '../../__testUtils__/eventually';
import { verifyAll } from '../../verification/__testUtils__/verifyAll';
import { DuckDbEventFiles } from '../format/DuckDbEventFiles';
import { DirectoryStore } from '../store/DirectoryStore';
import {
  agingLedger,
  eventsFrom,
  expectWhole,
  type AgingLedger,
} from './__testUtils__/agingLedger';
import { runContext, workOf } from './__testUtils__/workOf';
import {
  ErasedArchive,
  NOW,
  POLICY_OF_TEST,
} from './erasing/__testUtils__/ErasedArchive';
import { JANE } from './erasing/__testUtils__/erasuresOf';
import type { RetentionResult } from './RetentionWork';
import type { WorkContext, WorkStep } from './WorkContext';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const STEPS: readonly WorkStep[] = [
  'written-locally',
  'noted',
  'file-put',
  'written',
];

describe.each(databases.eachSupportedId())('Archiving on %s', databaseId => {
  let knex: Knex;
  let close: () => Promise<void>;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  afterEach(() => close());

  /** The work of another process on the same archive. */
  const otherWork = (aging: AgingLedger, onStep: WorkContext['onStep']) => {
    const { keys, logger } = aging;
    const directory = join(aging.directory, 'other');
    const store = DirectoryStore.create({ directory: aging.store.location });
    const files = DuckDbEventFiles.create({
      directory: join(directory, 'work'),
      readable: [store.location],
      memory: '256MB',
    });
    const { work } = workOf(knex, {
      directory,
      keys,
      logger,
      store,
      files,
      onStep,
    });
    close = async () => {
      await files.close();
      await aging.close();
    };
    return work;
  };

  describe.each(STEPS)('by a process that is slow behind "%s"', slowAt => {
    it.each([...STEPS, 'archived'] as const)(
      'is done once when another goes on from there, and is slow behind "%s" itself',
      async otherSlowAt => {
        const slow = gate();
        const slower = gate();
        const aging = await agingLedger(knex, {
          partitions: ['2025-01-15'],
          onStep: step => (step === slowAt ? slow.pass() : undefined),
        });
        const other = otherWork(aging, step =>
          step === otherSlowAt ? slower.pass() : undefined,
        );
        await aging.append(eventsFrom('2025-01-03T10:00:00Z', 30));

        const first = aging.run({ now: NOW });
        await slow.reached;
        const second = other.run(runContext({ now: NOW }));
        await Promise.race([slower.reached, second]);
        slow.open();
        await first;
        slower.open();

        const results = [await first, await second];
        results.push(await aging.run({ now: NOW }));
        expect(results.flatMap(({ waiting }) => waiting)).toEqual([]);
        expect(archivedBy(results)).toEqual([30]);
        await expectWhole(aging);
        expect(
          await verifyAll(knex, aging.keys, undefined, aging),
        ).toMatchObject({ findings: [] });
      },
    );
  });

  it.each(['events', 'manifests'])(
    'has nothing in it of what was erased since it was written, though a slow process still puts its %s',
    async folder => {
      const t = await ErasedArchive.create(knex);
      const { aging } = t;
      const slow = gate();
      const slower = gate();
      const { put } = aging.store;
      aging.store.put = async (name, path) => {
        // The erasure writes the month's first file anew.
        if (name.startsWith(folder) && name.includes('.default.2.')) {
          await slow.pass();
        }
        await put.call(aging.store, name, path);
      };
      const other = otherWork(aging, step =>
        step === 'noted' ? slower.pass() : undefined,
      );
      const closeWork = close;
      close = async () => {
        await t.own.erasures.stop();
        await closeWork();
      };
      const late = () => ({ actor: { type: 'user', ref: JANE } } as const);
      await aging.append(eventsFrom('2025-01-25T10:00:00Z', 4, late));
      const context = { now: NOW, policy: POLICY_OF_TEST };

      const first = aging.run(context);
      await slow.reached;
      const id = await t.own.begin();
      await eventually(
        () => t.own.erasures.get(id),
        erasure => erasure.waiting !== undefined,
      );
      const second = other.run(runContext(context));
      await slower.reached;
      slow.open();
      await first;
      slower.open();

      const results = [await first, await second, await aging.run(context)];
      await t.own.erasures.done(id);
      expect(results.flatMap(({ waiting }) => waiting)).toEqual([]);
      expect(archivedBy(results)).toEqual([4]);
      await expectWhole(aging);
      expect(await verifyAll(knex, aging.keys, undefined, aging)).toMatchObject(
        {
          findings: [],
          erased: 209,
        },
      );
    },
  );
});

function archivedBy(results: readonly RetentionResult[]): readonly number[] {
  return results.flatMap(({ archived }) =>
    archived.map(({ events }) => events),
  );
}

/** Holds up whoever comes, until it is opened. */
function gate() {
  let open = () => {};
  let reach = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  const reached = new Promise<void>(resolve => {
    reach = resolve;
  });
  return {
    reached,
    open,
    async pass() {
      reach();
      await opened;
    },
  };
}
