// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { dialectOf } from '../database/dialect';
import { migrateDatabase } from '../database/migrateDatabase';
import { Checkpoints } from './Checkpoints';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const MINUTE_MS = 60_000;

describe.each(databases.eachSupportedId())(
  'Checkpoints after the clock of the database jumped ahead, on %s',
  databaseId => {
    let knex: Knex;
    let checkpoints: Checkpoints;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      const dialect = dialectOf(knex);
      await migrateDatabase(knex, dialect);
      checkpoints = Checkpoints.create({ knex, dialect });
    });

    /** One of each size, sealed so many minutes from now. */
    async function add(...given: readonly (readonly [number, number])[]) {
      const now = Date.now();
      for (const [size, minutes] of given) {
        await checkpoints.add({
          size,
          root: Buffer.alloc(32).toString('base64'),
          note: 'x',
          sealedAt: new Date(now + minutes * MINUTE_MS).toISOString(),
        });
      }
      return async (minutes: number) =>
        (await checkpoints.until(now + minutes * MINUTE_MS))?.size;
    }

    it('has all that was sealed at the time that it stood still', async () => {
      const until = await add(
        [10, -120],
        [20, -60],
        [30, -60],
        [40, -60],
        [50, -59],
      );
      expect(await until(-121)).toBe(10);
      expect(await until(-120)).toBe(10);
      expect(await until(-75)).toBe(40);
      expect(await until(-60)).toBe(40);
      expect(await until(-59)).toBe(50);
      expect(await until(60)).toBe(50);
    });

    it('does not say that a time is over while more may be sealed with it', async () => {
      const until = await add([5, -61], [10, -60], [20, 60], [30, 60]);
      expect(await until(-61)).toBe(5);
      expect(await until(45)).toBe(10);
      expect(await until(90)).toBe(10);
      expect(await checkpoints.latest()).toMatchObject({ size: 30 });
    });

    it('has none where none is over', async () => {
      expect(await (await add())(0)).toBeUndefined();
      expect(await (await add([10, 60]))(0)).toBeUndefined();
    });
  },
);
