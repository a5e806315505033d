// SPDX-License-Identifier: Apache-2.0
import { AuditLogsPage } from './pages/AuditLogsPage';
import { CatalogImportPage } from './pages/CatalogImportPage';
import { EntityPage } from './pages/EntityPage';
import { administrator, engineer } from './people';
import { expect, test } from './test';

/** A System of a test's own, as its file has it. */
const system = (name: string, metadata: object = {}, spec: object = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name, ...metadata },
  spec: { owner: 'group:default/booking', domain: 'logistics', ...spec },
});

/** An API of a test's own, part of the System given. */
const api = (
  name: string,
  project: string,
  { metadata = {}, spec = {} }: { metadata?: object; spec?: object } = {},
) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'API',
  metadata: { name, ...metadata },
  spec: {
    type: 'openapi',
    lifecycle: 'experimental',
    owner: 'group:default/booking',
    system: project,
    definition: 'openapi: 3.1.0',
    ...spec,
  },
});

test.describe('what happens to the catalog is on record', () => {
  test('P2, P8: a project is created, changed, configured and deleted', async ({
    browserOf,
    catalogFiles,
  }) => {
    const name = 'p2-customs';
    const add = (metadata: object, spec?: object) =>
      catalogFiles.add(name, system(name, metadata, spec));
    const documented = (where: string) => ({
      annotations: {
        'backstage.io/techdocs-ref': where,
        'meridian.example/password': `secret of ${where}`,
      },
    });
    const url = add({ title: 'Customs', ...documented('dir:docs') });
    const portal = await browserOf(engineer);
    await (await CatalogImportPage.open(portal)).register(url);

    const page = await browserOf(administrator);
    const auditLogs = await AuditLogsPage.open(
      page,
      `project=system:default/${name}`,
    );
    const created = await auditLogs.findWithinAMinute('Created project');
    await expect(created).toContainText(engineer.displayName);
    await expect(created).toContainText('Customs');

    add(
      { title: 'Customs and Duties', ...documented('dir:.') },
      { owner: 'group:default/tracking' },
    );
    const entity = await EntityPage.open(portal, { kind: 'system', name });
    await entity.refresh();
    const changed = await auditLogs.openEvent(
      await auditLogs.findWithinAMinute(
        /Changed project(?! configuration)/,
        'Customs and Duties',
      ),
      'Changed project',
    );
    await expect(
      changed.section('Changes').getByRole('row', { name: '/metadata/title' }),
    ).toContainText(/Customs\s*Customs and Duties/);
    await changed.close();

    const configured = await auditLogs.openEvent(
      await auditLogs.findWithinAMinute('Changed project configuration'),
      'Changed project configuration',
    );
    const changes = configured.section('Changes');
    await expect(
      changes.getByRole('row', { name: '/spec/owner' }),
    ).toContainText(/group:default\/booking\s*group:default\/tracking/);
    await expect(
      changes.getByRole('row', {
        name: '/metadata/annotations/backstage.io~1techdocs-ref',
      }),
    ).toContainText(/dir:docs\s*dir:\./);
    const configuredEvent = await configured.rawEvent();
    // That a secret has changed is on record; the secret is not.
    expect(JSON.stringify(configuredEvent)).not.toContain('secret of');
    await expect(
      changes.getByRole('row', {
        name: '/metadata/annotations/meridian.example~1password',
      }),
    ).toBeVisible();
    // A file says nothing of who has changed it.
    expect(configuredEvent).toMatchObject({
      action: 'catalog.project-configuration.update',
      actor: { type: 'system', title: url },
    });
    await configured.close();

    await (
      await EntityPage.open(portal, { kind: 'system', name })
    ).unregister();
    const deleted = await auditLogs.openEvent(
      await auditLogs.findWithinAMinute('Deleted project'),
      'Deleted project',
    );
    const event = await deleted.rawEvent();
    expect(event).toMatchObject({
      actor: { type: 'user', ref: engineer.ref },
      targets: [{ ref: `system:default/${name}`, title: 'Customs and Duties' }],
      meta: {
        reason: 'unregistered',
        lastState: { spec: { owner: 'group:default/tracking' } },
      },
    });
    await deleted.close();
    // What the person did and what followed from it are one operation.
    const unregistered = await auditLogs.openEvent(
      await auditLogs.find('Unregistered location'),
      'Unregistered location',
    );
    expect(await unregistered.rawEvent()).toMatchObject({
      operationId: event.operationId,
    });
  });

  test('P3, P4, P5: an API proxy is created, changed, promoted, gets a version and is deleted', async ({
    browserOf,
    clientOf,
    catalogFiles,
  }) => {
    const project = 'freight-booking';
    const name = 'p3-quotes';
    const portal = await browserOf(engineer);
    const register = async (url: string) =>
      (await CatalogImportPage.open(portal)).register(url);
    await register(
      catalogFiles.add(
        name,
        api(name, project, { metadata: { title: 'Quotes' } }),
      ),
    );

    const page = await browserOf(administrator);
    const auditLogs = await AuditLogsPage.open(
      page,
      `project=system:default/${project}&q=p3-quotes`,
    );
    await expect(
      await auditLogs.findWithinAMinute('Created API proxy'),
    ).toContainText(engineer.displayName);

    catalogFiles.add(
      name,
      api(name, project, {
        metadata: { title: 'Quotes' },
        spec: { lifecycle: 'production', definition: 'openapi: 3.1.1' },
      }),
    );
    const entity = await EntityPage.open(portal, { kind: 'api', name });
    await entity.refresh();
    const promoted = await auditLogs.openEvent(
      await auditLogs.findWithinAMinute('Initiated promotion of API proxy'),
      'Initiated promotion of API proxy',
    );
    await expect(
      promoted.section('Changes').getByRole('row', { name: '/spec/lifecycle' }),
    ).toContainText(/experimental\s*production/);
    await promoted.close();
    const changed = await auditLogs.openEvent(
      await auditLogs.findWithinAMinute('Changed API proxy'),
      'Changed API proxy',
    );
    const changes = changed.section('Changes');
    await expect(
      changes.getByRole('row', { name: '/spec/definition' }),
    ).toContainText(/3\.1\.0\s*openapi: 3\.1\.1/);
    await expect(changes).not.toContainText('/spec/lifecycle');
    await changed.close();

    await register(
      catalogFiles.add(
        `${name}-two`,
        api(`${name}-two`, project, {
          metadata: {
            title: 'Quotes 2',
            annotations: {
              'backstage-audit-log/version-of': `api:default/${name}`,
            },
          },
        }),
      ),
    );
    const version = await auditLogs.openEvent(
      await auditLogs.findWithinAMinute('Created version of API proxy'),
      'Created version of API proxy',
    );
    expect(await version.rawEvent()).toMatchObject({
      actor: { ref: engineer.ref },
      targets: [
        { ref: `api:default/${name}-two` },
        { ref: `api:default/${name}`, title: 'Quotes' },
      ],
    });
    await version.close();

    await (await EntityPage.open(portal, { kind: 'api', name })).unregister();
    await expect(
      await auditLogs.findWithinAMinute('Deleted API proxy'),
    ).toContainText(engineer.displayName);

    // Each of these once.
    const client = await clientOf(administrator);
    const recorded = await client.events({
      target: `api:default/${name}`,
      plugin: 'catalog',
      severity: ['medium', 'high'],
    });
    const actions = recorded
      .map(({ action }) => action)
      .filter(action => action.includes('api-proxy'));
    expect([...actions].sort()).toEqual([
      'catalog.api-proxy-change.create',
      'catalog.api-proxy-change.delete',
      'catalog.api-proxy-change.update',
      'catalog.api-proxy-promotion.initiate',
      'catalog.api-proxy-version.create',
    ]);
  });
});
