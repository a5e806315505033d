// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { uuidAt } from '../../__testUtils__/auditEvent';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import { SEALING_TABLES } from '../../database/sealingTables';
import { sealedLedger } from '../../verification/__testUtils__/sealedLedger';
import { insertRun } from '../../verification/runs/operations/insertRun';
import { updateRun } from '../../verification/runs/operations/updateRun';
import { Person } from '../Person';
import { insertErasure } from './erasureRows';
import { forgetStarter } from './forgetStarter';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const STARTERS = ['User:Jane', 'user:default/janet', 'USER:default/JANE'];

describe.each(databases.eachSupportedId())(
  'Who began something, on %s',
  databaseId => {
    afterEach(stopTestLedgers);

    it('is forgotten once they are erased, however they are written, and nobody else is', async () => {
      const knex = await databases.init(databaseId);
      await sealedLedger(knex);
      const dialect = dialectOf(knex);
      for (const [index, startedBy] of [...STARTERS, null].entries()) {
        const id = uuidAt(index);
        const range = { from: 0, to: 1, isWhole: true };
        await insertRun(knex, dialect, { id, startedBy, ...range });
        await updateRun(knex, dialect, id, { end: 'passed' });
      }
      for (const [index, startedBy] of STARTERS.entries()) {
        await insertErasure(knex, dialect, {
          id: uuidAt(index),
          person: 'user:default/kim',
          reason: 'Ticket 7',
          state: { owner: uuidAt(), doneEvent: uuidAt() },
          startedBy,
        });
      }

      await forgetStarter(knex, Person.parse('user:default/jane'));

      const left = ['user:erased', 'user:default/janet', 'user:erased'];
      const of = (table: string) =>
        knex(table).orderBy('id').pluck('started_by');
      expect(await of(SEALING_TABLES.verifications)).toEqual([...left, null]);
      expect(await of(SEALING_TABLES.erasures)).toEqual(left);
    });
  },
);
