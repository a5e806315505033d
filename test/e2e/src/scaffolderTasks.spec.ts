// SPDX-License-Identifier: Apache-2.0
import { AuditLogsPage } from './pages/AuditLogsPage';
import { administrator, author } from './people';
import { expect, test } from './test';

test.describe('what a template makes is linked to its run', () => {
  test('P3, P5: an API proxy that a task registers', async ({
    browserOf,
    clientOf,
    catalogFiles,
  }) => {
    const name = 'p5-tariffs';
    const made = catalogFiles.add(name, {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'API',
      metadata: { name, title: 'Tariffs' },
      spec: {
        type: 'openapi',
        lifecycle: 'experimental',
        owner: 'group:default/booking',
        system: 'freight-booking',
        definition: 'openapi: 3.1.0',
      },
    });
    const template = catalogFiles.add('p5-new-proxy', {
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      kind: 'Template',
      metadata: { name: 'p5-new-proxy', title: 'New API proxy' },
      spec: {
        owner: 'group:default/booking',
        type: 'service',
        parameters: [],
        steps: [
          {
            id: 'register',
            name: 'Register the API proxy',
            action: 'catalog:register',
            input: { catalogInfoUrl: made },
          },
        ],
      },
    });
    const client = await clientOf(author);
    await client.json('/api/catalog/locations', {
      method: 'POST',
      body: { type: 'url', target: template },
    });
    const templateRef = 'template:default/p5-new-proxy';
    await expect
      .poll(async () => {
        const { status } = await client.request(
          '/api/catalog/entities/by-name/template/default/p5-new-proxy',
        );
        return status;
      })
      .toBe(200);
    const { id } = await client.json<{ id: string }>(
      '/api/scaffolder/v2/tasks',
      { method: 'POST', body: { templateRef, values: {} } },
    );

    const auditLogs = await AuditLogsPage.open(
      await browserOf(administrator),
      `target=task:${id}`,
    );
    await auditLogs.findWithinAMinute('Ran template');
    const row = await auditLogs.findWithinAMinute('Created API proxy');
    await expect(row).toContainText(author.displayName);
    const details = await auditLogs.openEvent(row, 'Created API proxy');
    expect(await details.rawEvent()).toMatchObject({
      actor: { type: 'user', ref: author.ref, via: 'plugin:scaffolder' },
      targets: [{ ref: `api:default/${name}` }, { ref: `task:${id}` }],
      meta: { taskId: id },
    });
  });
});
