// SPDX-License-Identifier: Apache-2.0
import type { PluginEventTypes } from './EventTypeDefinition';

/** As `@backstage-community/plugin-announcements-backend` reports them. */
export const announcementsEventTypes: PluginEventTypes = {
  plugin: 'announcements',
  category: 'announcements',
  types: [
    {
      event: 'announcements-mutate',
      kind: 'create',
      title: 'Created announcement',
      description: 'An announcement, a category or a tag was created.',
    },
    {
      event: 'announcements-mutate',
      kind: 'update',
      title: 'Changed announcement',
      description: 'An announcement was changed, or a category deleted.',
    },
    {
      event: 'announcements-mutate',
      kind: 'delete',
      title: 'Deleted announcement',
      description: 'An announcement or a tag was deleted.',
    },
    {
      event: 'announcements-fetch',
      title: 'Read announcements',
      description: 'Announcements, categories or tags were read.',
      read: true,
    },
  ],
};
