// SPDX-License-Identifier: Apache-2.0
import type { PluginEventTypes } from './EventTypeDefinition';

/** As `@red-hat-developer-hub/backstage-plugin-adoption-insights-backend` reports them. */
export const adoptionInsightsEventTypes: PluginEventTypes = {
  plugin: 'adoption-insights',
  category: 'other',
  types: [
    {
      event: 'capture-event',
      title: 'Counted page view',
      description:
        'What someone looked at was counted, for statistics of the portal.',
      read: true,
    },
    {
      event: 'get-insights',
      title: 'Read usage statistics',
      description: 'Statistics of the use of the portal were read.',
      read: true,
    },
  ],
};
