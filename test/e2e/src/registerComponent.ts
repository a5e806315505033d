// SPDX-License-Identifier: Apache-2.0
import { expect } from '@playwright/test';
import type { CatalogFiles } from './portal/CatalogFiles';
import type { PortalClient } from './PortalClient';

export interface Component {
  readonly name: string;
  readonly title: string;
  readonly ref: string;
  /** Where its catalog file lies. */
  readonly url: string;
}

/** A component of a test's own, in the catalog. */
export async function registerComponent(options: {
  readonly client: PortalClient;
  readonly catalogFiles: CatalogFiles;
  readonly name: string;
  readonly title: string;
  readonly system?: string;
}): Promise<Component> {
  const { client, catalogFiles, name, title } = options;
  const url = catalogFiles.add(name, {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, title },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/booking',
      system: options.system ?? 'freight-booking',
    },
  });
  await client.json('/api/catalog/locations', {
    method: 'POST',
    body: { type: 'url', target: url },
  });
  await expect
    .poll(async () => {
      const found = await client.request(
        `/api/catalog/entities/by-name/component/default/${name}`,
      );
      return found.status;
    })
    .toBe(200);
  return { name, title, ref: `component:default/${name}`, url };
}
