// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { claimDemonstration } from './claimDemonstration';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(['SQLITE_3', 'POSTGRES_18'] as const)(
  'claimDemonstration on %s',
  id => {
    it('lets one of many replicas that start at once write the data', async () => {
      const knex = await databases.init(id);
      const claims = await Promise.all(
        Array.from({ length: 8 }, () => claimDemonstration(knex)),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
    });

    it('does not let a later start write it again', async () => {
      const knex = await databases.init(id);
      expect(await claimDemonstration(knex)).toBe(true);
      expect(await claimDemonstration(knex)).toBe(false);
    });
  },
);
