// SPDX-License-Identifier: Apache-2.0
import type { EventType } from '../event';
import { EVENT_TYPES } from './eventTypes';

const byAction = new Map(EVENT_TYPES.map(type => [type.action, type]));
const categoryOfPlugin = new Map(
  EVENT_TYPES.map(type => [type.plugin, type.category]),
);

/**
 * What to call an action: as the registry has it, or made of the words of the action itself, so that a plugin nobody
 * has heard of still reads well (`orchestrator.workflow-run.abort` becomes "Workflow run: abort").
 *
 * @public
 */
export function describeAction(action: string): EventType {
  const known = byAction.get(action);
  if (known) {
    return known;
  }
  const [plugin, event = '', ...kind] = action.split('.');
  const title = [event || plugin, kind.join(' ')]
    .map(inWords)
    .filter(Boolean)
    .join(': ');
  return {
    action,
    plugin,
    event,
    title: title.charAt(0).toLocaleUpperCase('en-US') + title.slice(1),
    description: `Reported by the plugin ${plugin}.`,
    category: categoryOfPlugin.get(plugin) ?? 'other',
    read: byAction.get(`${plugin}.${event}`)?.read ?? false,
  };
}

function inWords(id: string): string {
  return id
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[\s_.-]+/g, ' ')
    .trim()
    .toLocaleLowerCase('en-US');
}
