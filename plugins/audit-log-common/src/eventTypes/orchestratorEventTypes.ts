// SPDX-License-Identifier: Apache-2.0
import type { PluginEventTypes } from './EventTypeDefinition';

/** As `@red-hat-developer-hub/backstage-plugin-orchestrator-backend` reports them. */
export const orchestratorEventTypes: PluginEventTypes = {
  plugin: 'orchestrator',
  category: 'orchestrator',
  types: [
    {
      event: 'execute-workflow',
      title: 'Ran workflow',
      description: 'A run of a workflow was started.',
    },
    {
      event: 'retrigger-instance',
      title: 'Ran workflow again',
      description: 'A failed run of a workflow was started again.',
    },
    {
      event: 'abort-workflow-instance',
      title: 'Stopped workflow',
      description: 'A run of a workflow was stopped.',
    },
    {
      event: 'generic-error-handler',
      title: 'Failed in orchestrator',
      description: 'A request failed in a way that the plugin did not foresee.',
    },
  ],
};
