// SPDX-License-Identifier: Apache-2.0
import { entityReference } from 'backstage-plugin-audit-log-node';

/** A task of the scaffolder that is carried out. */
export const TASK_EXECUTION = 'scaffolder.task.execution';

export interface Task {
  readonly taskId: string;
  /** Reference of the person; absent where a service created it. */
  readonly createdBy?: string;
}

/** The task that an event of the scaffolder is about. */
export function readTask({
  taskId,
  createdBy,
}: Readonly<Record<string, unknown>>): Task | undefined {
  if (typeof taskId !== 'string' || taskId === '') {
    return undefined;
  }
  const person = entityReference(createdBy);
  return {
    taskId,
    ...(person?.startsWith('user:') && { createdBy: person }),
  };
}
