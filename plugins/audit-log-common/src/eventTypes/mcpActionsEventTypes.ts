// SPDX-License-Identifier: Apache-2.0
import type { PluginEventTypes } from './EventTypeDefinition';

/** As `@backstage/plugin-mcp-actions-backend` reports them. */
export const mcpActionsEventTypes: PluginEventTypes = {
  plugin: 'mcp-actions',
  category: 'mcp',
  types: [
    {
      event: 'tool-execution',
      title: 'Ran tool',
      description:
        'A tool of the portal was run by an assistant or another client of the Model Context Protocol.',
    },
    {
      event: 'tool-discovery',
      title: 'Listed tools',
      description:
        'The tools of the portal were listed for a client of the Model Context Protocol.',
      read: true,
    },
    {
      event: 'connection',
      kind: 'established',
      title: 'Opened tool connection',
      description: 'A client of the Model Context Protocol connected.',
      read: true,
    },
    {
      event: 'connection',
      kind: 'closed',
      title: 'Closed tool connection',
      description: 'A client of the Model Context Protocol disconnected.',
      read: true,
    },
  ],
};
