// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { addSearchWords } from './searchWords';

/** Bounds on the length of `search_text`: every word of it is an entry of an index. */
const MAX_LENGTH = 4096;
export const MAX_META_LENGTH = 2048;

/**
 * The words that free text finds an event by: who (reference, name, via), what (action, category), on what (references
 * and names of targets and projects), from where (method, path, address, trace id), the error, and the texts and numbers
 * in meta; then what was changed: the names of fields, and what they held before and after. Not the ids, which nobody
 * remembers and which would each cost an index entry of their own, and not the user agent, whose words are in every event.
 *
 * In this order, so that what is cut from a very long event is the end of its meta and its changes.
 */
export function searchText(event: NewAuditEvent): string {
  const { about, reported } = searchedTexts(event);
  const words = new Set<string>();
  const length = addWords(words, about, MAX_LENGTH - MAX_META_LENGTH);
  addWords(words, reported, MAX_LENGTH - length);
  return [...words].join(' ');
}

/** The texts that an event is found by: what is known of any event, and what its plugin reported. */
export function searchedTexts(event: NewAuditEvent): {
  readonly about: readonly (string | undefined)[];
  readonly reported: readonly string[];
} {
  const { actor, action, category, targets, projects, request, error } = event;
  const about: (string | undefined)[] = [
    actor.ref,
    actor.title,
    actor.via,
    action,
    category,
  ];
  for (const { ref, title } of targets) {
    about.push(ref, title);
  }
  for (const { ref, title } of projects) {
    about.push(ref, title);
  }
  if (request) {
    about.push(request.method, request.path, request.address, request.traceId);
  }
  about.push(error?.name, error?.message);
  const reported: string[] = [];
  addTexts(reported, event.meta);
  addTexts(reported, event.changes);
  return { about, reported };
}

/** Adds the words of the texts until they are `budget` characters long; gives their length. */
function addWords(
  words: Set<string>,
  texts: readonly (string | undefined)[],
  budget: number,
): number {
  let length = 0;
  for (const part of inParts(texts, budget)) {
    const added = addSearchWords(words, part, budget - length);
    if (added === undefined) {
      return budget;
    }
    length += added;
  }
  return length;
}

/** The texts as one, when they are short: the words of many short texts take several times as long to make. */
function inParts(
  texts: readonly (string | undefined)[],
  budget: number,
): readonly string[] {
  const whole = texts.join('\n');
  return whole.length <= budget
    ? [whole]
    : // A text longer than the budget cannot fit: its words need not all be made to find that out.
      texts.map(text => text?.slice(0, budget) ?? '');
}

function addTexts(texts: string[], value: unknown): void {
  if (typeof value === 'string') {
    texts.push(value);
  } else if (typeof value === 'number') {
    texts.push(String(value));
  } else if (Array.isArray(value)) {
    for (const item of value) {
      addTexts(texts, item);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) {
      addTexts(texts, inner);
    }
  }
}
