// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { administrator, type Person } from './people';
import type { PortalClient } from './PortalClient';
import { expect } from './test';

/** What a person has done to an entity just now, once it is sealed. */
export async function refreshEntity(
  clientOf: (person: Person) => Promise<PortalClient>,
  person: Person,
  entityRef: string,
): Promise<AuditEvent> {
  const client = await clientOf(administrator);
  const query = {
    action: 'catalog.entity-mutate.refresh',
    actor: person.ref,
    target: entityRef,
  };
  const earlier = new Set((await client.events(query)).map(({ id }) => id));
  const find = async () =>
    (await client.page(query)).items.find(({ id }) => !earlier.has(id));

  const own = await clientOf(person);
  await own.json('/api/catalog/refresh', {
    method: 'POST',
    body: { entityRef },
  });
  await expect
    .poll(async () => {
      const event = await find();
      return (
        event &&
        (await client.request(`/api/audit-log/v1/events/${event.id}/proof`))
          .status
      );
    })
    .toBe(200);
  return (await find())!;
}
