// SPDX-License-Identifier: Apache-2.0
import type { EventType } from '../event';
import { EVENT_TYPES } from './eventTypes';

const byAction = new Map(EVENT_TYPES.map(type => [type.action, type]));
const categoryOfPlugin = new Map(
  EVENT_TYPES.map(type => [type.plugin, type.category]),
);

/** Event ids are made of words, and one that begins or ends with such a word only reads: get-instances, role-read. */
const READS = /^(get|list|read|fetch|search)-|-(read|fetch|list|search)$/;

/**
 * What to call an action: as the registry has it, or made of the words of the action itself, so that a plugin nobody
 * has heard of still reads well (`quality.report-write.publish` becomes "Report write: publish").
 *
 * @public
 */
export function describeAction(action: string): EventType {
  const [plugin, event = '', ...kind] = action.split('.');
  const known = byAction.get(action) ?? byAction.get(`${plugin}.${event}`);
  if (known) {
    return { ...known, action };
  }
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
    read: READS.test(event),
  };
}

function inWords(id: string): string {
  return id
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[\s_.-]+/g, ' ')
    .trim()
    .toLocaleLowerCase('en-US');
}
