// SPDX-License-Identifier: Apache-2.0
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { Hold, HoldInput } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { uuidv7 } from 'uuidv7';
import type { Dialect } from '../../database/dialect';
import { isoTime } from '../../database/isoTime';
import { all } from '../../query/operations/sql';
import type { ArchiveFile } from '../files/ArchiveFile';
import type { EventFiles } from '../format/EventFiles';
import { fileConditions, timeConditions } from '../reading/fileConditions';
import type { ArchiveStore } from '../store/ArchiveStore';
import { isOfPeriodAlone, overlaps, searchOf, windowOf } from './holdMatch';
import { hasLiveEvent } from './operations/hasLiveEvent';
import { insertHold } from './operations/insertHold';
import { listHolds } from './operations/listHolds';
import { releaseHold } from './operations/releaseHold';

const MOST_RELEASED = 50;

export interface HoldsOptions {
  readonly knex: Knex;
  readonly dialect: Dialect;
  readonly store: Pick<ArchiveStore, 'open'>;
  readonly files: Pick<EventFiles, 'query'>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** Legal holds: what matches all that one says is not removed until it is released. */
export class Holds {
  static create(options: HoldsOptions): Holds {
    return new Holds(options);
  }

  private constructor(private readonly options: HoldsOptions) {}

  /** Those that hold, the latest first. */
  active(): Promise<Hold[]> {
    const { knex, dialect } = this.options;
    return listHolds(knex, dialect, { isReleased: false });
  }

  /** Those that hold, and the last that were released; each the latest first. */
  async list(): Promise<Hold[]> {
    const { knex, dialect } = this.options;
    const released = { isReleased: true };
    return [
      ...(await this.active()),
      ...(await listHolds(knex, dialect, released, MOST_RELEASED)),
    ];
  }

  async create(input: HoldInput, createdBy: string): Promise<Hold> {
    const { knex, dialect, clock } = this.options;
    const { from, to, project, actor } = input;
    if ([from, to, project, actor].every(part => part === undefined)) {
      throw new InputError(
        'A hold must say what it is about: at least one of from, to, project and actor',
      );
    }
    const hold: Hold = {
      id: uuidv7(),
      reason: input.reason,
      ...timeAt('from', from),
      ...timeAt('to', to),
      ...(project !== undefined && { project }),
      ...(actor !== undefined && { actor }),
      createdAt: isoTime(clock()),
      createdBy,
    };
    const window = windowOf(hold);
    if (!((window.from ?? -Infinity) < (window.to ?? Infinity))) {
      throw new InputError(`from: must be before to, got ${from} and ${to}`);
    }
    await insertHold(knex, dialect, hold);
    return hold;
  }

  /** Throws a ConflictError when it was released before. */
  async release(
    id: string,
    release: { readonly reason: string; readonly releasedBy: string },
  ): Promise<Hold> {
    const { knex, dialect, clock } = this.options;
    const isReleased = await releaseHold(knex, dialect, {
      id,
      ...release,
      at: clock(),
    });
    const [hold] = await listHolds(knex, dialect, { id });
    if (!hold) {
      throw new NotFoundError(`There is no hold ${id}`);
    }
    if (!isReleased) {
      throw new ConflictError('The hold was released already');
    }
    return hold;
  }

  /**
   * Why a file must not be removed: the reasons of the holds that match an event of it, as they are now. A hold by time alone holds
   * each file with events around that time. Where the file cannot be read, that is no reason to think that nothing is held: rejects.
   */
  async heldBy(
    file: ArchiveFile,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const { content } = file;
    // A period is by recordedAt: it says nothing of when events occurred.
    const times = content
      ? { first: content.occurredFrom, last: content.occurredTo }
      : { first: -Infinity, last: Infinity };
    const near = (await this.active()).filter(hold => overlaps(hold, times));
    const reasons: string[] = [];
    for (const hold of near) {
      signal.throwIfAborted();
      if (await this.#holds(hold, file, signal)) {
        reasons.push(hold.reason);
      }
    }
    return reasons;
  }

  async #holds(
    hold: Hold,
    file: ArchiveFile,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { knex, dialect, store, files } = this.options;
    if (!file.content) {
      return hasLiveEvent(knex, dialect, file.period, hold);
    }
    if (isOfPeriodAlone(hold)) {
      return true;
    }
    const where = all([
      ...fileConditions(searchOf(hold), { kind: 'everything' }),
      ...timeConditions(windowOf(hold)),
    ]);
    const local = await store.open(file.name, signal);
    try {
      const text = `SELECT 1 AS found FROM events e WHERE ${where.text} LIMIT 1`;
      const found = await files.query([local.path], { ...where, text }, signal);
      return found.length > 0;
    } finally {
      local.release();
    }
  }
}

function timeAt<K extends 'from' | 'to'>(
  name: K,
  value: string | undefined,
): { readonly [name in K]?: string } {
  if (value === undefined) {
    return {};
  }
  const time = Date.parse(value);
  if (Number.isNaN(time)) {
    throw new InputError(
      `${name}: must be a time that there is, got ${value.slice(0, 100)}`,
    );
  }
  return { [name]: isoTime(time) } as { readonly [name in K]?: string };
}
