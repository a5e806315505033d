// SPDX-License-Identifier: Apache-2.0
import type {
  EventTypeDefinition,
  PluginEventTypes,
} from './EventTypeDefinition';

/**
 * What somebody is refused goes by the name of the operation that was asked for, and not by the id of the event that it
 * would have been.
 */
const REFUSALS: readonly EventTypeDefinition[] = [
  ...[
    'create-import-jobs',
    'create-task-import-jobs',
    'create-orchestrator-workflow-jobs',
  ].map(event => ({
    event,
    title: 'Imported repositories',
    description: 'Somebody was refused to import repositories.',
  })),
  ...[
    'delete-import-by-repo',
    'delete-task-import-by-repo',
    'delete-orchestrator-import-by-repo',
  ].map(event => ({
    event,
    title: 'Withdrew import',
    description: 'Somebody was refused to take back an import.',
  })),
  ...[
    'find-all-imports',
    'find-all-task-imports',
    'find-all-orchestrator-workflow-imports',
  ].map(event => ({
    event,
    title: 'Listed imports',
    description: 'Somebody was refused the list of imports.',
    read: true,
  })),
  ...[
    'find-import-status-by-repo',
    'find-task-import-status-by-repo',
    'find-orchestrator-import-status-by-repo',
  ].map(event => ({
    event,
    title: 'Read state of import',
    description: 'Somebody was refused the state of an import.',
    read: true,
  })),
  {
    event: 'find-all-organizations',
    title: 'Listed source organizations',
    description: 'Somebody was refused the list of organizations.',
    read: true,
  },
  ...['find-all-repositories', 'find-repositories-by-organization'].map(
    event => ({
      event,
      title: 'Listed source repositories',
      description: 'Somebody was refused the list of repositories.',
      read: true,
    }),
  ),
  {
    event: 'find-all-scm-hosts',
    title: 'Listed source hosts',
    description: 'Somebody was refused the list of hosts.',
    read: true,
  },
];

/** As `@red-hat-developer-hub/backstage-plugin-bulk-import-backend` reports them. */
export const bulkImportEventTypes: PluginEventTypes = {
  plugin: 'bulk-import',
  category: 'catalog',
  types: [
    {
      event: 'import-write',
      kind: 'create',
      title: 'Imported repositories',
      description: 'Repositories were imported into the catalog.',
    },
    {
      event: 'import-write',
      kind: 'delete',
      title: 'Withdrew import',
      description: 'The import of a repository was taken back.',
    },
    {
      event: 'import-read',
      title: 'Listed imports',
      description: 'Imports were listed.',
      read: true,
    },
    {
      event: 'import-status-read',
      title: 'Read state of import',
      description: 'The state of an import was read.',
      read: true,
    },
    {
      event: 'org-read',
      title: 'Listed source organizations',
      description: 'Organizations to import from were listed.',
      read: true,
    },
    {
      event: 'repo-read',
      title: 'Listed source repositories',
      description: 'Repositories to import were listed.',
      read: true,
    },
    {
      event: 'scm-hosts-read',
      title: 'Listed source hosts',
      description: 'Hosts to import from were listed.',
      read: true,
    },
    {
      event: 'ping',
      title: 'Pinged bulk import',
      description: 'It was asked whether the plugin is up.',
      read: true,
    },
    {
      event: 'unknown-endpoint',
      title: 'Asked for unknown operation',
      description: 'Something was asked for that the plugin does not offer.',
      read: true,
    },
    ...REFUSALS,
  ],
};
