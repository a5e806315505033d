// SPDX-License-Identifier: Apache-2.0
import { AuditLogsPage } from './pages/AuditLogsPage';
import { EntityPage } from './pages/EntityPage';
import { TemplatePage } from './pages/TemplatePage';
import { administrator, author, engineer } from './people';
import { registerComponent } from './registerComponent';
import { expect, test } from './test';

/** P1: every security-relevant operation of a person in the portal is on record: who, what, on what, when, with which outcome. */
test.describe('what a person does is on record', () => {
  test('refreshing an entity', async ({
    browserOf,
    clientOf,
    catalogFiles,
  }) => {
    const component = await registerComponent({
      client: await clientOf(engineer),
      catalogFiles,
      name: 'p1-refreshed-service',
      title: 'Refreshed Service',
    });
    const entity = await EntityPage.open(await browserOf(engineer), {
      kind: 'component',
      name: component.name,
    });
    const before = Date.now();
    await entity.refresh();
    const after = Date.now();

    const auditLogs = await AuditLogsPage.open(await browserOf(administrator));
    await auditLogs.search(component.name);
    await auditLogs.find('Refreshed entity');
    const refreshed = (await auditLogs.shownEvents()).find(
      ({ action }) => action === 'Refreshed entity',
    );
    expect(refreshed).toEqual({
      time: expect.any(String),
      actor: expect.stringContaining(engineer.displayName),
      action: 'Refreshed entity',
      outcome: 'Succeeded',
      target: component.title,
      project: 'Freight Booking',
      plugin: 'catalog',
    });
    const time = new Date(refreshed!.time).getTime();
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(after);

    const details = await auditLogs.openEvent(
      auditLogs.row('Refreshed entity'),
      'Refreshed entity',
    );
    await expect(details.section('What')).toContainText(
      'catalog.entity-mutate.refresh',
    );
    await expect(details.section('Who')).toContainText(engineer.ref);
    await expect(details.section('Where from')).toContainText('POST');
    expect(await details.rawEvent()).toMatchObject({
      outcome: 'succeeded',
      actor: { type: 'user', ref: engineer.ref },
      targets: [{ ref: component.ref, title: component.title }],
      projects: [
        { ref: 'system:default/freight-booking' },
        { ref: 'domain:default/logistics' },
      ],
    });
  });

  test('unregistering an entity', async ({
    browserOf,
    clientOf,
    catalogFiles,
  }) => {
    const component = await registerComponent({
      client: await clientOf(engineer),
      catalogFiles,
      name: 'p1-unregistered-service',
      title: 'Unregistered Service',
    });
    const entity = await EntityPage.open(await browserOf(engineer), {
      kind: 'component',
      name: component.name,
    });
    await entity.unregister();

    const auditLogs = await AuditLogsPage.open(await browserOf(administrator));
    await auditLogs.search(component.name);
    await auditLogs.find('Unregistered location', engineer.displayName);
    // The catalog is told the id of a location only; what was unregistered has a name all the same.
    expect(await auditLogs.shownEvents()).toContainEqual(
      expect.objectContaining({
        actor: expect.stringContaining(engineer.displayName),
        action: 'Unregistered location',
        outcome: 'Succeeded',
        target: component.title,
        project: 'Freight Booking',
      }),
    );
  });

  test('deleting an entity', async ({ browserOf, clientOf, catalogFiles }) => {
    const component = await registerComponent({
      client: await clientOf(engineer),
      catalogFiles,
      name: 'p1-deleted-service',
      title: 'Deleted Service',
    });
    const entity = await EntityPage.open(await browserOf(engineer), {
      kind: 'component',
      name: component.name,
    });
    await entity.delete();

    const auditLogs = await AuditLogsPage.open(await browserOf(administrator));
    await auditLogs.search(component.name);
    await auditLogs.find('Deleted entity');
    // The catalog is told the uid of the entity only.
    expect(await auditLogs.shownEvents()).toContainEqual(
      expect.objectContaining({
        actor: expect.stringContaining(engineer.displayName),
        action: 'Deleted entity',
        outcome: 'Succeeded',
        target: component.title,
        project: 'Freight Booking',
      }),
    );
  });

  test('running a template', async ({ browserOf }) => {
    const template = await TemplatePage.open(await browserOf(author));
    await template.run({
      name: 'p1-drafted-service',
      owner: 'Booking',
      system: 'Freight Booking',
    });

    const auditLogs = await AuditLogsPage.open(
      await browserOf(administrator),
      `plugin=scaffolder&actor=${author.ref}`,
    );
    await auditLogs.find('Ran template', 'New service');
    const events = await auditLogs.shownEvents();
    expect(events).toContainEqual(
      expect.objectContaining({
        actor: expect.stringContaining(author.displayName),
        action: 'Started template',
        outcome: 'Succeeded',
        target: 'New service',
      }),
    );
    // Carried out later by the scaffolder, and hers all the same.
    expect(events).toContainEqual(
      expect.objectContaining({
        actor: expect.stringMatching(
          new RegExp(`${author.displayName}\\s+via plugin:scaffolder`),
        ),
        action: 'Ran template',
        outcome: 'Succeeded',
        target: 'New service',
      }),
    );
  });
});
