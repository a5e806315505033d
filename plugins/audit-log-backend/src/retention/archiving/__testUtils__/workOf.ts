// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { dialectOf } from '../../../database/dialect';
import { Checkpoints } from '../../../sealing/Checkpoints';
import type { SealingKeys } from '../../../sealing/keys/SealingKeys';
import { Tree } from '../../../sealing/Tree';
import { DuckDbEventFiles } from '../../format/DuckDbEventFiles';
import type { RetentionPolicy } from '../../policy/RetentionPolicy';
import { DirectoryStore } from '../../store/DirectoryStore';
import {
  createArchiveErasure,
  createRetentionWork,
  type RetentionWorkOptions,
} from '../createRetentionWork';
import type { RetentionRunContext } from '../RetentionWork';

export const ORIGIN = 'portal.example.com/audit-log';

/** A year live, a year archived. */
export const POLICY: RetentionPolicy = {
  live: 'P1Y',
  archive: 'P1Y',
  rules: [],
};

/** The work of retention in a directory of a test, as a backend does it. */
export function workOf(
  knex: Knex,
  options: {
    readonly directory: string;
    readonly keys: SealingKeys;
    readonly logger: LoggerService;
  } & Partial<RetentionWorkOptions>,
) {
  const { directory, keys, ...rest } = options;
  const dialect = dialectOf(knex);
  const store = DirectoryStore.create({
    directory: join(directory, 'archive'),
  });
  const files = DuckDbEventFiles.create({
    directory: join(directory, 'work'),
    readable: [store.location],
    memory: '256MB',
  });
  const sealing = {
    keys,
    origin: ORIGIN,
    checkpoints: Checkpoints.create({ knex, dialect }),
    tree: Tree.create({ knex }),
    ofLedger: { personalOf: () => [], wake: () => {} },
  };
  const working = {
    knex,
    dialect,
    store,
    files,
    directory: join(directory, 'work'),
    sealing,
    record: async () => {},
    graceMs: 0,
    ...rest,
  };
  return {
    work: createRetentionWork(working),
    erasure: createArchiveErasure(working),
    store,
    files,
    sealing,
  };
}

/** What a run of a test is told. */
export function runContext(
  given: Partial<Omit<RetentionRunContext, 'now'>> & { readonly now: string },
): RetentionRunContext {
  return {
    policy: POLICY,
    mayRemove: true,
    heldBy: async () => [],
    progress: () => {},
    signal: new AbortController().signal,
    ...given,
    now: Date.parse(given.now),
  };
}
