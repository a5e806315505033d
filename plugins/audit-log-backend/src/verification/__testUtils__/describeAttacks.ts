// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { VerificationFinding } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { attackedLedger } from './attackedLedger';

export type AttackedLedger = Awaited<ReturnType<typeof attackedLedger>> & {
  readonly knex: Knex;
};

/** Tests of what somebody does who can write to the database, on each engine; after each the ledger is as it was. */
export function describeAttacks(
  what: string,
  define: (attacked: () => AttackedLedger) => void,
): void {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
  describe.each(databases.eachSupportedId())(`${what}, on %s`, databaseId => {
    let ledger: AttackedLedger;

    beforeAll(async () => {
      const knex = await databases.init(databaseId);
      ledger = { knex, ...(await attackedLedger(knex)) };
    });

    afterAll(stopTestLedgers);

    afterEach(() => ledger.restore());

    define(() => ledger);
  });
}

/** Whether a finding is of an event. */
export const covers = (sequence: number) => (finding: VerificationFinding) =>
  finding.sequence !== undefined &&
  finding.sequence <= sequence &&
  sequence < (finding.until ?? finding.sequence + 1);
