// SPDX-License-Identifier: Apache-2.0
import type { PortalClient } from './PortalClient';
import { expect } from './test';

/**
 * Resolves once what a portal records by itself after its start is on record. The last of it, what is in the catalog from the
 * beginning, may be there some seconds after the time that it has.
 */
export async function untilBaseline(client: PortalClient): Promise<void> {
  await expect
    .poll(
      async () =>
        (
          await client.page({ action: 'catalog.catalog-baseline' })
        ).items.length,
      // A catalog that does not come to rest is taken as it is after two minutes.
      { timeout: 180_000 },
    )
    .toBe(1);
}
