// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { dialectOf } from '../../../database/dialect';
import { migrateDatabase } from '../../../database/migrateDatabase';
import { Checkpoints } from '../../../sealing/Checkpoints';
import { provenRange } from './provenRange';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const MINUTE_MS = 60_000;

describe.each(databases.eachSupportedId())(
  'The range of a complete export, on %s',
  databaseId => {
    it('does not go further than what can be told, while the clock is behind what was sealed', async () => {
      const knex = await databases.init(databaseId);
      const dialect = dialectOf(knex);
      await migrateDatabase(knex, dialect);
      const checkpoints = Checkpoints.create({ knex, dialect });
      const now = Date.now();
      for (const [size, minutes] of [
        [10, -60],
        [20, 60],
        [30, 60],
      ]) {
        await checkpoints.add({
          size,
          root: Buffer.alloc(32).toString('base64'),
          note: 'x',
          sealedAt: new Date(now + minutes * MINUTE_MS).toISOString(),
        });
      }
      const range = async (from?: number, to?: number) => {
        const at = (minutes?: number) =>
          minutes === undefined ? undefined : now + minutes * MINUTE_MS;
        const { checkpoint, first, ...rest } = await provenRange({
          search: {
            from: at(from),
            to: at(to),
            include: {},
            exclude: {},
            order: 'sequence',
          },
          scope: { kind: 'everything' },
          sealing: { checkpoints } as Parameters<
            typeof provenRange
          >[0]['sealing'],
        });
        expect(checkpoint?.size).toBe(rest.to);
        expect(first?.size ?? 0).toBe(rest.from);
        return rest;
      };
      const isComplete = true;
      expect(await range(undefined, 45)).toEqual({
        isComplete,
        from: 0,
        to: 10,
      });
      expect(await range(-30, 45)).toEqual({ isComplete, from: 10, to: 10 });
      expect(await range(60, 90)).toEqual({ isComplete, from: 10, to: 10 });
      expect(await range()).toEqual({ isComplete, from: 0, to: 30 });
    });
  },
);
