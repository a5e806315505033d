// SPDX-License-Identifier: Apache-2.0
import { AccessModel } from '../model/AccessModel';
import { Directory } from '../model/Directory';
import { listPermissions } from './listPermissions';

const modelOf = (permissions: string[]) =>
  AccessModel.create({
    version: '1',
    directory: Directory.create({ people: [], groups: [], edges: [] }),
    facts: {
      roles: [
        {
          id: 'r',
          name: 'R',
          description: '',
          permissions,
          builtIn: false,
          version: 1,
          origin: {},
        },
      ],
      groups: [],
      memberships: [],
      assignments: [],
    },
  });

describe('listPermissions', () => {
  it('has the bundles first, then plugins by name, then what nobody publishes', () => {
    const { groups, unavailable, refreshedAt } = listPermissions(
      {
        plugins: new Map([
          [
            'toy-box',
            [
              { name: 'toy.box.open', action: 'read' },
              { name: 'catalog.entity.delete' },
            ],
          ],
          [
            'catalog',
            [
              { name: 'catalog.location.read', action: 'read' },
              {
                name: 'catalog.entity.delete',
                action: 'delete',
                resourceType: 'catalog-entity',
              },
            ],
          ],
          ['audit-log', [{ name: 'audit-log.read' }]],
          ['silent', []],
        ]),
        unavailable: new Map([
          ['toy-box', 'away'],
          ['catalog', 'slow'],
        ]),
        refreshedAt: 0,
      },
      modelOf([
        'LOG-MANAGEMENT',
        'catalog.entity.delete',
        'gone.thing.create',
        '<b>odd</b>',
      ]),
    );
    expect(groups.map(({ id, title, bundle }) => [id, title, bundle])).toEqual([
      ['LOG-MANAGEMENT', 'Log management', true],
      ['ACCESS-MANAGEMENT', 'Access management', true],
      ['catalog', 'Catalog', false],
      ['toy-box', 'Toy box', false],
      ['not published', 'Not published at the moment', false],
    ]);
    expect(
      groups[0].permissions.map(({ name, title }) => [name, title]),
    ).toEqual([
      ['audit-log.view', 'Open Audit Logs'],
      ['audit-log.read', 'Read events'],
      ['audit-log.export', 'Export events'],
      ['audit-log.verify', 'Verify the ledger'],
    ]);
    expect(groups[1].permissions.map(({ name }) => name)).toEqual([
      'access-control.read',
      'access-control.manage',
    ]);
    for (const { title, description } of groups
      .slice(0, 2)
      .flatMap(({ permissions }) => permissions)) {
      expect([title, description]).not.toContain(undefined);
      expect(description).not.toBe('');
    }
    expect(groups[2].permissions).toEqual([
      {
        name: 'catalog.entity.delete',
        action: 'delete',
        resourceType: 'catalog-entity',
        title: 'Delete entities',
      },
      {
        name: 'catalog.location.read',
        action: 'read',
        title: 'Read locations',
      },
    ]);
    // Each permission once, with the first who publishes it.
    expect(groups[3].permissions.map(({ name }) => name)).toEqual([
      'toy.box.open',
    ]);
    expect(groups[4].description).toMatch(/publishes/);
    expect(groups[4].permissions).toEqual([
      { name: '<b>odd</b>', title: 'B odd b' },
      { name: 'gone.thing.create', title: 'Create gone things' },
    ]);
    expect(unavailable).toEqual([
      { plugin: 'catalog', reason: 'slow' },
      { plugin: 'toy-box', reason: 'away' },
    ]);
    expect(refreshedAt).toBe('1970-01-01T00:00:00.000Z');
  });

  it('has the bundles before anything else is known', () => {
    const { groups, refreshedAt } = listPermissions(
      { plugins: new Map(), unavailable: new Map() },
      modelOf([]),
    );
    expect(groups.map(({ id }) => id)).toEqual([
      'LOG-MANAGEMENT',
      'ACCESS-MANAGEMENT',
    ]);
    expect(refreshedAt).toBeUndefined();
  });
});
