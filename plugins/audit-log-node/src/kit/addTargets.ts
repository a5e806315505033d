// SPDX-License-Identifier: Apache-2.0
import type { Target } from 'backstage-plugin-audit-log-common';
import { cutText } from '../bounds/cutText';
import { readField } from '../bounds/mergeFields';
import { entityReference } from '../targets/entityReference';

const LONGEST_TEXT = 500;

/** Those that are known and those that were given besides, none twice, and no more than `most`. */
export function addTargets(
  known: readonly Target[],
  given: readonly unknown[],
  most: number,
): {
  readonly targets: readonly Target[];
  readonly isCut: boolean;
  /** How many characters they have. */
  readonly size: number;
} {
  const targets = new Map(known.map(target => [target.ref, target]));
  let isCut = given.length > most;
  const cut = (text: string) => {
    const shorter = cutText(text, LONGEST_TEXT);
    isCut = isCut || shorter !== undefined;
    return shorter ?? text;
  };
  for (const item of given.slice(0, most)) {
    const isObject = typeof item === 'object' && item !== null;
    const text = isObject ? readField(item, 'ref') : item;
    const title = isObject ? readField(item, 'title') : undefined;
    if (typeof text !== 'string' || text === '') {
      continue;
    }
    const ref = cut(normalized(text));
    targets.set(ref, {
      ref,
      ...(typeof title === 'string' && title !== '' && { title: cut(title) }),
      ...targets.get(ref),
    });
  }
  const all = [...targets.values()];
  const kept = all.slice(0, most);
  return {
    targets: kept,
    isCut: isCut || kept.length < all.length,
    size: kept.reduce(
      (size, { ref, title = '' }) => size + ref.length + title.length,
      0,
    ),
  };
}

/** What has a kind, a namespace and a name is taken for the reference of an entity. */
function normalized(ref: string): string {
  return (ref.includes('/') && entityReference(ref)) || ref;
}
