// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { administrator, type Person } from './people';
import type { PortalClient } from './PortalClient';
import { expect } from './test';

/** What a person has done to an entity, once it is sealed. */
export async function refreshEntity(
  clientOf: (person: Person) => Promise<PortalClient>,
  person: Person,
  entityRef: string,
): Promise<AuditEvent> {
  // The portal may just have started, and not know everyone yet.
  await expect(async () => {
    const own = await clientOf(person);
    await own.json('/api/catalog/refresh', {
      method: 'POST',
      body: { entityRef },
    });
  }).toPass();
  const client = await clientOf(administrator);
  const query = { actor: person.ref, target: entityRef };
  await expect
    .poll(async () => {
      const [event] = (await client.page(query)).items;
      return (
        event &&
        (await client.request(`/api/audit-log/v1/events/${event.id}/proof`))
          .status
      );
    })
    .toBe(200);
  return (await client.page(query)).items[0];
}
