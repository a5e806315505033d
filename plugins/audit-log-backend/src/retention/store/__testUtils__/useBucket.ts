// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Settings } from '../ArchiveSettings';
import { S3Store } from '../S3Store';
import { answerError, CREDENTIALS, TestBucketServer } from './TestBucketServer';

export const MEGABYTE = 1024 * 1024;
/** The least that S3 takes. */
export const PART = 5 * MEGABYTE;
const BUCKET = 'archive';

/** What tests of a bucket work with; anew for each of them. */
export interface TestBucket {
  readonly server: TestBucketServer;
  readonly store: S3Store;
  storeWith(settings: Partial<S3Settings>): S3Store;
  /** The path of a file with this content. */
  localFile(content: string | Buffer): Promise<string>;
  contentOf(name: string): Promise<Buffer>;
}

/** A bucket for each test of a suite, which only what the tests say can be done with. */
export function useBucket(): () => TestBucket {
  const environment = { ...process.env };
  const stores: S3Store[] = [];
  let base: string;
  let bucket: TestBucket;

  beforeEach(async () => {
    Object.assign(process.env, CREDENTIALS, {
      // No files of whoever runs this, and no machine that gives credentials.
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    });
    base = await mkdtemp(join(tmpdir(), 'audit-log-s3-'));
    const server = await TestBucketServer.start({
      directory: join(base, 'server'),
      bucket: BUCKET,
    });
    const storeWith = (settings: Partial<S3Settings>) => {
      const created = S3Store.create({
        settings: {
          bucket: BUCKET,
          prefix: 'portal/audit/',
          region: 'eu-central-1',
          endpoint: server.endpoint,
          forcePathStyle: true,
          partSize: PART,
          ...settings,
        },
        cacheDirectory: join(base, 'cache'),
        cacheBytes: 100 * MEGABYTE,
      });
      stores.push(created);
      return created;
    };
    const store = storeWith({});
    bucket = {
      server,
      store,
      storeWith,
      localFile: async content => {
        const path = join(base, `local-${Math.random()}`);
        await writeFile(path, content);
        return path;
      },
      contentOf: async name => {
        const local = await store.open(name);
        try {
          return await readFile(local.path);
        } finally {
          local.release();
        }
      },
    };
  });

  afterEach(async () => {
    await Promise.all(stores.splice(0).map(each => each.close()));
    await bucket.server.close();
    await rm(base, { recursive: true });
    process.env = { ...environment };
  });

  return () => bucket;
}

export function unavailable(message: RegExp) {
  return {
    name: 'ArchiveUnavailableError',
    message: expect.stringMatching(message),
  };
}

/** Has another put something first, at the moment at which the first file is put. */
export function putInBetween(
  { server, storeWith }: TestBucket,
  name: string,
  path: string,
): void {
  let isFirst = true;
  server.interfere = (request, _incoming, response) => {
    if (request.method !== 'PUT' || !isFirst) {
      return false;
    }
    isFirst = false;
    storeWith({})
      .put(name, path)
      .then(() => answerError(response, 412, 'PreconditionFailed'));
    return true;
  };
}
