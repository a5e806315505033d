// SPDX-License-Identifier: Apache-2.0
import type { EntityChange, EntityState } from '../changes/EntityChange';
import { ANNOTATION_TASK } from './annotations';

/** Ids of tasks are UUIDs; of an annotation, what could be none is no task. */
const TASK_ID = /^[\w-]{1,100}$/;

/**
 * The scaffolder task that a change is part of: that in which it was registered, or the one that the entity names since this
 * change. One that it has named before had to do with another change.
 */
export function taskOf({
  cause,
  before,
  after,
}: EntityChange): string | undefined {
  if (cause?.taskId !== undefined) {
    return cause.taskId;
  }
  const named = namedTask(after);
  return named !== namedTask(before) ? named : undefined;
}

function namedTask(state: EntityState | undefined): string | undefined {
  const id: unknown = state?.content.metadata.annotations?.[ANNOTATION_TASK];
  return typeof id === 'string' && TASK_ID.test(id) ? id : undefined;
}
