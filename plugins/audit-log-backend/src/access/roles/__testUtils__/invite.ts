// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { ACCESS_TABLES } from '../../../database/accessTables';
import type { AccessStore } from '../../store/AccessStore';

/** Stores an invitation to roles and groups, pending unless the columns say otherwise; the result reads what it offers then. */
export async function invite(
  store: AccessStore,
  roles: readonly string[],
  groups: readonly string[] = [],
  columns: object = {},
) {
  const id = randomUUID();
  const time = (days: number) =>
    store.dialect.writeTime(Date.now() + days * 86_400_000);
  await store.knex(ACCESS_TABLES.invitations).insert({
    id,
    email: 'new@meridian.example',
    email_key: 'new@meridian.example',
    roles: JSON.stringify(roles),
    groups: JSON.stringify(groups),
    project: '',
    created_at: time(-1),
    created_by: 'user:default/boss',
    expires_at: time(1),
    delivery_state: 'link',
    attempts: 0,
    ...columns,
  });
  return async () => {
    const row = await store.knex(ACCESS_TABLES.invitations).where({ id });
    return [JSON.parse(row[0].roles), JSON.parse(row[0].groups)];
  };
}
