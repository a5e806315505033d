// SPDX-License-Identifier: Apache-2.0
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../../database/archiveTables';
import { erasedSince } from '../../../database/operations/erasedSince';
import type { StoredFile } from '../../files/operations/readFiles';
import type {
  ErasurePass,
  FileErasure,
  FileErasureRequest,
} from '../ArchiveErasure';
import { WaitingError } from '../WaitingError';
import type { WorkContext } from '../WorkContext';
import { findErasable } from './findErasable';
import { currentFile, openFile } from './openFile';
import { abandonLeftovers, removeLeftovers } from './removeLeftovers';
import { rewriteFile } from './rewriteFile';
import { UnderWayError } from './UnderWayError';

/** What waits for people or for time; anything else is a fault, and is tried again from the beginning. */
const EXPECTED = [
  'WaitingError',
  'ArchiveLockedError',
  'DamagedFileError',
  'DamagedTreeError',
];
/** How often a file is tried in a pass that somebody else changes. */
const ATTEMPTS = 3;

/** Erases from one file after the other. */
export class DefaultFileErasure implements FileErasure {
  static create(
    context: WorkContext,
    request: FileErasureRequest,
  ): DefaultFileErasure {
    return new DefaultFileErasure(context, request);
  }

  /** Names and hashes of what was looked through and has nothing, or nothing any more. */
  readonly #clean = new Set<string>();

  private constructor(
    private readonly context: WorkContext,
    private readonly request: FileErasureRequest,
  ) {}

  async pass(): Promise<ErasurePass> {
    const { knex } = this.context;
    const waiting: string[] = [];
    let isRestorable = false;
    try {
      await abandonLeftovers(this.context, this.request.id);
      const ids: string[] = await knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
        .whereNot({ state: 'removed' })
        .whereNotNull('sha256')
        .orderBy(['recorded_from', 'period', 'class', 'part'])
        .pluck('id');
      let areClean = true;
      for (const id of ids) {
        const error = await this.#attempt(id);
        if (error) {
          waiting.push(error.message);
          areClean &&= error instanceof UnderWayError;
        }
      }
      isRestorable = areClean;
      await abandonLeftovers(this.context, this.request.id);
      waiting.push(...(await this.#removeLeftovers()));
    } catch (error: unknown) {
      this.request.signal.throwIfAborted();
      if ((error as Error).name !== 'ArchiveUnavailableError') {
        throw error;
      }
      waiting.push((error as Error).message);
    }
    return { waiting, isRestorable };
  }

  /** Why a file waits; undefined where it has nothing that is to be erased any more. */
  async #attempt(id: string): Promise<Error | undefined> {
    const { signal } = this.request;
    try {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        signal.throwIfAborted();
        if (await this.#eraseFrom(id)) {
          return undefined;
        }
      }
      return new WaitingError(
        'A file of the archive is worked on by somebody else',
      );
    } catch (error: unknown) {
      signal.throwIfAborted();
      if (!EXPECTED.includes((error as Error).name)) {
        throw error;
      }
      return error as Error;
    }
  }

  /** False where the file was changed meanwhile. */
  async #eraseFrom(id: string): Promise<boolean> {
    const { context, request } = this;
    const stored = await currentFile(context, id);
    if (!stored || this.#clean.has(keyOf(stored))) {
      return true;
    }
    await this.#requireKnown(stored);
    const local = await openFile(context, stored, request.signal);
    if (!local) {
      return true;
    }
    try {
      if (
        (await findErasable(context.files, local.path, request)) === undefined
      ) {
        this.#clean.add(keyOf(stored));
        return true;
      }
      if (stored.file.state !== 'archived') {
        throw UnderWayError.of(stored.file);
      }
      return await rewriteFile(context, stored, local.path, request);
    } finally {
      local.release();
    }
  }

  /** What a process writes that began to before the live table was done is seen once it is there, and no sooner. */
  async #requireKnown({ file, row }: StoredFile): Promise<void> {
    const isUnknown =
      row.state === 'writing' &&
      (await erasedSince(this.context.knex, row.started_at)) !== 'none';
    if (isUnknown) {
      throw UnderWayError.of(file);
    }
  }

  /** What is protected waits where it is of this erasure, or has something of it. */
  async #removeLeftovers(): Promise<readonly string[]> {
    const { context, request } = this;
    const waiting: string[] = [];
    const locked = await removeLeftovers(context, request.signal);
    for (const [{ name, erasure }, why] of locked) {
      if (erasure === request.id || (await this.#holds(name))) {
        waiting.push(
          `${why}. What was erased is in that file until it can be removed`,
        );
      }
    }
    return waiting;
  }

  async #holds(name: string): Promise<boolean> {
    const { context, request } = this;
    if (this.#clean.has(name)) {
      return false;
    }
    const local = await context.store.open(name, request.signal);
    try {
      const found = await findErasable(context.files, local.path, request);
      if (found === undefined) {
        this.#clean.add(name);
      }
      return found !== undefined;
    } finally {
      local.release();
    }
  }
}

function keyOf({ file, row }: StoredFile): string {
  return `${file.name} ${row.sha256}`;
}
