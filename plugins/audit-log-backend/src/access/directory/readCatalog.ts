// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { DIRECTORY_FIELDS } from './entities';
import { DirectoryReading } from './DirectoryReading';

const PAGE_SIZE = 500;
/** For one page. */
const PATIENCE_MS = 30_000;

export interface ReadCatalogOptions {
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly signal: AbortSignal;
  readonly patienceMs?: number;
}

/** Reads all people and groups of the catalog, to the end: whatever goes wrong on the way, it rejects. */
export async function readCatalog(
  options: ReadCatalogOptions,
): Promise<DirectoryReading> {
  const { catalog, auth, signal, patienceMs = PATIENCE_MS } = options;
  const reading = DirectoryReading.create();
  const pages = catalog
    .streamEntities(
      {
        filter: { kind: ['user', 'group'] },
        fields: DIRECTORY_FIELDS,
        pageSize: PAGE_SIZE,
      },
      { credentials: await auth.getOwnServiceCredentials() },
    )
    [Symbol.asyncIterator]();
  for (;;) {
    const page = await nextOf(pages, patienceMs, signal);
    if (page.done) {
      return reading;
    }
    reading.add(page.value);
  }
}

async function nextOf(
  pages: AsyncIterator<Entity[]>,
  milliseconds: number,
  signal: AbortSignal,
): Promise<IteratorResult<Entity[]>> {
  const answered = new AbortController();
  const timeUp = sleep(milliseconds, undefined, {
    signal: AbortSignal.any([signal, answered.signal]),
    ref: false,
  }).then(() => {
    throw new Error(`The catalog did not answer within ${milliseconds} ms`);
  });
  try {
    return await Promise.race([pages.next(), timeUp]);
  } finally {
    answered.abort();
    timeUp.catch(() => {});
  }
}
