// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { JsonObject } from '@backstage/types';
import { readTargets } from './readTargets';

const URL = 'https://host/catalog-info.yaml';
const LOCATION = {
  ref: `location:default/generated-${createHash('sha1')
    .update(`url:${URL}`)
    .digest('hex')}`,
  title: URL,
};

describe('readTargets', () => {
  // The meta as the plugins' own code reports it.
  it.each<[string, JsonObject, readonly object[]]>([
    [
      'catalog',
      { actionType: 'delete', uid: 'u-1' },
      [{ ref: 'entity-uid:u-1' }],
    ],
    [
      'catalog',
      { actionType: 'delete', id: 'l-1' },
      [{ ref: 'location-id:l-1' }],
    ],
    [
      'catalog',
      { queryType: 'refresh', entityRef: 'component:default/site' },
      [{ ref: 'component:default/site' }],
    ],
    [
      'catalog',
      { actionType: 'create', location: { type: 'url', target: URL } },
      [LOCATION],
    ],
    [
      'catalog',
      {
        actionType: 'update',
        id: 'l-1',
        location: { id: 'l-1', type: 'url', target: URL },
      },
      [LOCATION, { ref: 'location-id:l-1' }],
    ],
    [
      'scaffolder',
      {
        actionType: 'create',
        templateRef: 'Template:default/service',
        taskId: 't-1',
      },
      [{ ref: 'template:default/service' }, { ref: 'task:t-1' }],
    ],
    [
      'kubernetes',
      { queryType: 'proxy', clusterName: 'prod' },
      [{ ref: 'cluster:prod' }],
    ],
    ['mcp-actions', { toolName: 'catalog_get' }, [{ ref: 'tool:catalog_get' }]],
    [
      'permission',
      {
        actionType: 'create',
        roleEntityRef: 'role:default/admins',
        members: ['user:default/jane'],
      },
      [{ ref: 'role:default/admins' }, { ref: 'user:default/jane' }],
    ],
    [
      'permission',
      {
        policies: [
          ['role:default/admins', 'catalog.entity.read', 'read', 'allow'],
        ],
      },
      [{ ref: 'role:default/admins' }],
    ],
    [
      'permission',
      {
        permission: 'catalog.entity.delete',
        resourceRef: 'Component:default/Site',
      },
      [
        { ref: 'permission:catalog.entity.delete' },
        { ref: 'component:default/site' },
      ],
    ],
    [
      'permission',
      { permission: 'audit-log.event.read', resourceRef: '0199-1' },
      [{ ref: 'permission:audit-log.event.read' }],
    ],
    [
      'permission',
      { permissions: ['toy.play', 'toy.delete'] },
      [{ ref: 'permission:toy.play' }, { ref: 'permission:toy.delete' }],
    ],
    [
      'announcements',
      { actionType: 'delete', uid: 'a-1' },
      [{ ref: 'announcement:a-1' }],
    ],
    [
      'audit-log',
      {
        roleIds: ['auditor', 'r-1'],
        roleNames: ['Auditor', 'Release'],
        subjects: ['local-group:g-1', 'user:default/jane'],
        level: { kind: 'project', project: 'system:default/retail' },
      },
      [
        { ref: 'role:auditor', title: 'Auditor' },
        { ref: 'role:r-1', title: 'Release' },
        { ref: 'local-group:g-1' },
        { ref: 'user:default/jane' },
        { ref: 'system:default/retail' },
      ],
    ],
    [
      'audit-log',
      {
        groupRef: 'local-group:g-1',
        groupName: 'Reviewers',
        members: ['user:default/jane'],
      },
      [
        { ref: 'local-group:g-1', title: 'Reviewers' },
        { ref: 'user:default/jane' },
      ],
    ],
    [
      'audit-log',
      { invitationId: 'i-1', roleIds: ['auditor'], roleNames: 7 },
      [{ ref: 'invitation:i-1' }, { ref: 'role:auditor' }],
    ],
    [
      'audit-log',
      {
        invitationIds: ['i-1', 'i-2'],
        invitedEmails: ['ann@partner.example', 'bo@partner.example'],
      },
      [
        { ref: 'invitation:i-1', title: 'ann@partner.example' },
        { ref: 'invitation:i-2', title: 'bo@partner.example' },
      ],
    ],
    [
      'unheard-of',
      { entityRefs: ['api:default/a', 'api:default/b', 'API:Default/A'] },
      [{ ref: 'api:default/a' }, { ref: 'api:default/b' }],
    ],
    [
      'unheard-of',
      { uid: 'u', entityRef: 'not a reference', targetRef: 7 },
      [],
    ],
    ['__proto__', { entityRef: 'api:default/a' }, [{ ref: 'api:default/a' }]],
  ])('finds the targets that %s reports in %j', (plugin, meta, targets) => {
    expect(readTargets(plugin, meta)).toEqual(targets);
  });
});
