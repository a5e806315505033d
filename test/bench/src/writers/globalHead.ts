// SPDX-License-Identifier: Apache-2.0
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import type { AppendParticipant } from 'backstage-plugin-audit-log-backend/src/ledger/AppendParticipant';

const HEAD = 'bench-head';

/** Of this benchmark only: makes every append wait for the one before, whichever process it is of. */
export const globalHead: AppendParticipant = {
  async appending(transaction) {
    await transaction.raw(
      `SELECT name FROM ${TABLES.secrets} WHERE name = '${HEAD}' FOR UPDATE`,
    );
  },
};

/** Makes the row that is locked. In a table that nothing else of an append touches. */
export const CREATE_HEAD = `INSERT INTO ${TABLES.secrets} (name, value, created_at) VALUES ('${HEAD}', '', now())`;
