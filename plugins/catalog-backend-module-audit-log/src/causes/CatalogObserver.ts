// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import {
  type BegunOperation,
  LOCATION_ID,
  type OperationObserver,
} from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { causeOf } from './causeOf';
import { deleteTask } from './operations/deleteTask';
import { findOnlyTask } from './operations/findOnlyTask';
import { insertCause } from './operations/insertCause';
import { insertTask } from './operations/insertTask';
import { readLocation } from './operations/readLocation';
import type { NoteQueue } from './NoteQueue';
import { readTask, TASK_EXECUTION } from './readTask';

const UNREGISTER = 'catalog.location-mutate.delete';
const SCAFFOLDER = 'plugin:scaffolder';
/** Unregistrations that go on at once; a long way beyond what there can be. */
const MOST_LOCATIONS = 1_000;

export interface CatalogObserverOptions {
  readonly knex: Knex;
  readonly queue: NoteQueue;
  readonly now?: () => number;
}

/**
 * Notes what people do through the API of the catalog, and which tasks of the scaffolder go on meanwhile, so that the look
 * that sees what follows from it, in whichever replica, knows who was behind it.
 */
export class CatalogObserver implements OperationObserver {
  static create(options: CatalogObserverOptions): CatalogObserver {
    return new CatalogObserver(options);
  }

  /** What is about to be unregistered, by operation: afterwards the catalog does not know it any more. */
  readonly #locations = new Map<string, string>();

  private constructor(private readonly options: CatalogObserverOptions) {}

  async begin(operation: BegunOperation): Promise<void> {
    const { knex, queue, now = Date.now } = this.options;
    if (operation.action === UNREGISTER) {
      await this.#rememberLocation(operation);
    } else if (operation.action === TASK_EXECUTION) {
      const task = readTask(operation.meta);
      if (task?.createdBy !== undefined) {
        const { taskId, createdBy } = task;
        await queue.add(() => insertTask(knex, { taskId, createdBy }, now()));
      }
    }
  }

  ended(event: NewAuditEvent): void {
    const { knex, queue, now = Date.now } = this.options;
    if (event.action === TASK_EXECUTION) {
      const task = readTask(event.meta);
      // An unfinished one is completed when it ends after all.
      if (task && event.outcome !== 'unfinished') {
        void queue.add(() => deleteTask(knex, task.taskId));
      }
      return;
    }
    const location = this.#locations.get(event.operationId);
    this.#locations.delete(event.operationId);
    const cause = causeOf(event, location);
    if (cause) {
      const { ref, via } = cause.actor;
      void queue.add(async () => {
        const taskId =
          ref !== undefined && via === SCAFFOLDER
            ? await findOnlyTask(knex, ref)
            : undefined;
        const noted = { ...cause, ...(taskId !== undefined && { taskId }) };
        await insertCause(knex, noted, now());
      });
    }
  }

  async #rememberLocation({
    operationId,
    targets,
  }: BegunOperation): Promise<void> {
    const prefix = `${LOCATION_ID}:`;
    const target = targets.find(({ ref }) => ref.startsWith(prefix));
    if (!target) {
      return;
    }
    const id = target.ref.slice(prefix.length);
    // Without it nothing is wrong: what goes is then gone for a reason that is not known.
    const location = await readLocation(this.options.knex, id).catch(
      () => undefined,
    );
    if (location !== undefined) {
      const [oldest] = this.#locations.keys();
      if (this.#locations.size >= MOST_LOCATIONS) {
        this.#locations.delete(oldest);
      }
      this.#locations.set(operationId, location);
    }
  }
}
