// SPDX-License-Identifier: Apache-2.0
import type { PluginEventTypes } from './EventTypeDefinition';

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
  ],
};
