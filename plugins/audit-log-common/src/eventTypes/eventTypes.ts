// SPDX-License-Identifier: Apache-2.0
import type { EventType } from '../event';
import { auditLogEventTypes } from './auditLogEventTypes';
import { catalogEventTypes } from './catalogEventTypes';
import type { PluginEventTypes } from './EventTypeDefinition';
import { scaffolderEventTypes } from './scaffolderEventTypes';

const PLUGINS: readonly PluginEventTypes[] = [
  auditLogEventTypes,
  catalogEventTypes,
  scaffolderEventTypes,
];

/**
 * The registry: what the plugins that are known to report to the auditor can report, plugin by plugin.
 *
 * @public
 */
export const EVENT_TYPES: readonly EventType[] = PLUGINS.flatMap(
  ({ plugin, category, types }) =>
    types.map(({ event, kind, title, description, read }) => ({
      action: [plugin, event, kind].filter(Boolean).join('.'),
      plugin,
      event,
      title,
      description,
      category,
      read: read ?? false,
    })),
);
