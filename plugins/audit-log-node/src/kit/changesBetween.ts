// SPDX-License-Identifier: Apache-2.0
import type { FieldChange } from 'backstage-plugin-audit-log-common';
import { readField } from '../bounds/mergeFields';
import { isSameJson } from './isSameJson';
import { asJson, hasField, isHolder, keysOf } from './jsonLevel';

/** Below, a value that differs is given whole. More levels are not kept of an event either. */
const MOST_LEVELS = 32;
/** An object of which more has changed is given whole. */
const MOST_CHANGES = 500;
/** Of a list in which more elements differ it is not asked whether they were moved: it is given whole. */
const MOST_MOVED = 20;

/**
 * What was changed from one state of something to the next, field by field, named by JSON Pointers (RFC 6901). Applied as
 * `add`, `remove` and `replace` of RFC 6902 they make the one of the other. A list of objects is told apart by its places
 * where it is as long as before and nothing in it was moved; any other list that differs is given whole. Values can be as
 * large as what is given: they are bounded when they are recorded.
 *
 * @public
 */
export function changesBetween(before: unknown, after: unknown): FieldChange[] {
  return compare(asJson(before), asJson(after), '', 0);
}

function compare(
  before: unknown,
  after: unknown,
  path: string,
  level: number,
): FieldChange[] {
  if (before === after) {
    return [];
  }
  const isTakenApart =
    level < MOST_LEVELS &&
    isHolder(before) &&
    isHolder(after) &&
    (Array.isArray(before)
      ? Array.isArray(after) && isTakenByPlaces(before, after)
      : !Array.isArray(after));
  if (!isTakenApart) {
    return isSameJson(before, after) ? [] : [whole(before, after, path)];
  }
  const changes: FieldChange[] = [];
  for (const key of allKeys(before, after)) {
    const field = (holder: object) =>
      hasField(holder, key) ? asJson(readField(holder, key)) : undefined;
    changes.push(
      ...compare(
        field(before),
        field(after),
        `${path}/${escape(key)}`,
        level + 1,
      ),
    );
    if (changes.length > MOST_CHANGES) {
      return [whole(before, after, path)];
    }
  }
  return changes;
}

function whole(before: unknown, after: unknown, path: string): FieldChange {
  return {
    path,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

/** Whether places of the two lists mean the same things. */
function isTakenByPlaces(
  before: readonly unknown[],
  after: readonly unknown[],
): boolean {
  if (
    before.length !== after.length ||
    ![...before, ...after].every(item => isHolder(item) && !Array.isArray(item))
  ) {
    return false;
  }
  const differing = [...before.keys()].filter(
    place => !isSameJson(before[place], after[place]),
  );
  return (
    differing.length <= MOST_MOVED &&
    !differing.some(from =>
      differing.some(to => from !== to && isSameJson(before[from], after[to])),
    )
  );
}

/** Those of the one in their order, then what the other has more. */
function allKeys(before: object, after: object): ReadonlySet<string> {
  return new Set([...keysOf(before), ...keysOf(after)]);
}

/** RFC 6901, section 4: in this order, or `/` would become `~01`. */
function escape(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}
