// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent, Target } from 'backstage-plugin-audit-log-common';
import { searchWords } from './searchWords';

/** Bounds on the length of `search_text`: every word of it is an entry of an index. */
const MAX_LENGTH = 4096;
const MAX_META_LENGTH = 2048;

/**
 * The words that free text finds an event by: who (reference, name, via), what (action, category), on what (references
 * and names of targets and projects), from where (method, path, address, trace id), the error, and the texts and numbers
 * in meta; then what was changed: the names of fields, and what they held before and after. Not the ids, which nobody
 * remembers and which would each cost an index entry of their own, and not the user agent, whose words are in every event.
 *
 * In this order, so that what is cut from a very long event is the end of its meta and its changes.
 */
export function searchText(event: NewAuditEvent): string {
  const words = new Set<string>();
  const about = [
    event.actor.ref,
    event.actor.title,
    event.actor.via,
    event.action,
    event.category,
    ...event.targets.flatMap(textsOf),
    ...event.projects.flatMap(textsOf),
    event.request?.method,
    event.request?.path,
    event.request?.address,
    event.request?.traceId,
    event.error?.name,
    event.error?.message,
  ];
  const length = addWords(words, about, MAX_LENGTH - MAX_META_LENGTH);
  addWords(words, textsIn([event.meta, event.changes]), MAX_LENGTH - length);
  return [...words].join(' ');
}

function textsOf(target: Target): (string | undefined)[] {
  return [target.ref, target.title];
}

/** Adds the words of the texts until they are `budget` characters long; gives their length. */
function addWords(
  words: Set<string>,
  texts: Iterable<string | undefined>,
  budget: number,
): number {
  let length = 0;
  for (const text of texts) {
    // A text longer than the budget cannot fit: its words need not all be made to find that out.
    for (const word of searchWords(text?.slice(0, budget) ?? '')) {
      if (!words.has(word)) {
        length += word.length + 1;
        if (length > budget) {
          return budget;
        }
        words.add(word);
      }
    }
  }
  return length;
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string' || typeof value === 'number') {
    yield String(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) {
      yield* textsIn(inner);
    }
  }
}
