// SPDX-License-Identifier: Apache-2.0
import type { EventType } from '../event';
import { adoptionInsightsEventTypes } from './adoptionInsightsEventTypes';
import { announcementsEventTypes } from './announcementsEventTypes';
import { auditLogEventTypes } from './auditLogEventTypes';
import { authEventTypes } from './authEventTypes';
import { bulkImportEventTypes } from './bulkImportEventTypes';
import { catalogEventTypes } from './catalogEventTypes';
import type { PluginEventTypes } from './EventTypeDefinition';
import { kubernetesEventTypes } from './kubernetesEventTypes';
import { mcpActionsEventTypes } from './mcpActionsEventTypes';
import { orchestratorEventTypes } from './orchestratorEventTypes';
import { permissionEventTypes } from './permissionEventTypes';
import { qetaEventTypes } from './qetaEventTypes';
import { scaffolderEventTypes } from './scaffolderEventTypes';

const PLUGINS: readonly PluginEventTypes[] = [
  auditLogEventTypes,
  catalogEventTypes,
  scaffolderEventTypes,
  authEventTypes,
  permissionEventTypes,
  kubernetesEventTypes,
  mcpActionsEventTypes,
  announcementsEventTypes,
  bulkImportEventTypes,
  orchestratorEventTypes,
  adoptionInsightsEventTypes,
  qetaEventTypes,
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
