// SPDX-License-Identifier: Apache-2.0
import { heading, plural, wordsOf } from './inWords';
import type { PublishedPermission } from './PublishedPermission';

/** What names of permissions end in to say what is done, besides the four actions. */
const VERBS = new Set([
  'administer',
  'analyze',
  'approve',
  'archive',
  'cancel',
  'close',
  'create',
  'delete',
  'edit',
  'evaluate',
  'execute',
  'export',
  'import',
  'invite',
  'list',
  'manage',
  'open',
  'publish',
  'read',
  'refresh',
  'reject',
  'remove',
  'restart',
  'run',
  'start',
  'stop',
  'test',
  'trigger',
  'update',
  'upload',
  'use',
  'validate',
  'view',
  'write',
]);

/**
 * A permission in words: catalog.entity.delete of the catalog is "Delete entities". Names are `plugin.thing.verb` by
 * custom; of one that is not, the words stand as they are.
 */
export function titleOfPermission(
  plugin: string,
  { name, action }: PublishedPermission,
): string {
  const all = wordsOf(name);
  const words = withoutPlugin(all, wordsOf(plugin));
  const last = words.at(-1);
  if (last === undefined) {
    // Nothing but the plugin's name, or no word at all.
    return heading(all) || name;
  }
  // As a part of its own: a dryRun is not run.
  if (VERBS.has(last) && /[^.]*$/.exec(name)![0].toLowerCase() === last) {
    return heading([last, ...plural(words.slice(0, -1))]);
  }
  return heading(action === undefined ? words : [action, ...words]);
}

function withoutPlugin(
  words: readonly string[],
  plugin: readonly string[],
): readonly string[] {
  return plugin.every((word, index) => words[index] === word)
    ? words.slice(plugin.length)
    : words;
}
