// SPDX-License-Identifier: Apache-2.0
import type { PluginEventTypes } from './EventTypeDefinition';

/** Of this plugin itself. They are always recorded, whatever the rules. */
export const auditLogEventTypes: PluginEventTypes = {
  plugin: 'audit-log',
  category: 'audit-log',
  types: [
    {
      event: 'events-read',
      kind: 'search',
      title: 'Searched the audit log',
      description:
        'Events were searched; what was asked for is kept with the event. A search, its summary and paging through it are one event.',
      read: true,
    },
    {
      event: 'events-read',
      kind: 'event',
      title: 'Opened an audit event',
      description: 'One event was opened by its id.',
      read: true,
    },
    {
      event: 'events-read',
      kind: 'types',
      title: 'Read the types of audit events',
      description: 'The registry of what can occur was asked for and refused.',
      read: true,
    },
    {
      event: 'events-export',
      title: 'Exported the audit log',
      description: 'The events of a search were taken out as a file.',
      read: true,
    },
    {
      event: 'startup-check',
      title: 'Checked recording at start',
      description:
        'The backend started, and an event sent through the auditor was looked for in the log.',
    },
    {
      event: 'events-lost',
      title: 'Lost audit events',
      description:
        'Events could not be kept because the store was away for too long; how many of which severity is kept with the event.',
    },
  ],
};
