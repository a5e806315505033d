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
      event: 'abort-workflow',
      title: 'Stopped workflow',
      description: 'A run of a workflow was stopped.',
    },
    {
      event: 'get-workflow-overview',
      title: 'Listed workflows',
      description: 'The workflows were listed, with their last runs.',
      read: true,
    },
    {
      event: 'get-workflow-overview',
      kind: 'by-id',
      title: 'Read workflow',
      description: 'One workflow was read, with its last run.',
      read: true,
    },
    {
      event: 'get-workflow-overview-entity',
      title: 'Listed workflows of entity',
      description: 'The workflows that belong to an entity were listed.',
      read: true,
    },
    {
      event: 'get-workflow-source',
      title: 'Read source of workflow',
      description: 'The definition of a workflow was read.',
      read: true,
    },
    {
      event: 'get-workflow-input-schema',
      title: 'Read form of workflow',
      description: 'The parameters that a workflow asks for were read.',
      read: true,
    },
    {
      event: 'get-workflow-statuses',
      title: 'Listed states of workflows',
      description: 'The states that a run can be in were listed.',
      read: true,
    },
    {
      event: 'get-workflow-instances',
      title: 'Listed runs of workflow',
      description: 'The runs of one workflow were listed.',
      read: true,
    },
    {
      event: 'get-instances',
      title: 'Listed workflow runs',
      description: 'The runs of workflows were listed.',
      read: true,
    },
    {
      event: 'get-instance',
      title: 'Read workflow run',
      description: 'One run of a workflow was read.',
      read: true,
    },
    {
      event: 'get-logs-by-instance',
      title: 'Read log of workflow run',
      description: 'The log of a run was read.',
      read: true,
    },
    {
      event: 'ping-workflow-service',
      title: 'Pinged workflow service',
      description:
        'It was asked whether the service that runs a workflow is up.',
      read: true,
    },
    {
      event: 'generic-error-handler',
      title: 'Failed in orchestrator',
      description: 'A request failed in a way that the plugin did not foresee.',
    },
  ],
};
