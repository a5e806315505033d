// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import {
  CREDENTIALS,
  TestBucketServer,
} from '../store/__testUtils__/TestBucketServer';
import type { RetentionOfTest } from './RetentionOfTest';

export interface BucketOfTest {
  readonly server: TestBucketServer;
  close(): Promise<void>;
}

/** Has the retention of a test, and its replicas from then on, archive in a bucket. It MUST be closed. */
export async function bucketOfTest(t: RetentionOfTest): Promise<BucketOfTest> {
  const environment = { ...process.env };
  Object.assign(process.env, CREDENTIALS, {
    // No files of whoever runs this, and no machine that gives credentials.
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
  const server = await TestBucketServer.start({
    directory: join(t.directory, 'server'),
    bucket: 'archive',
  });
  t.s3 = {
    bucket: 'archive',
    prefix: 'portal',
    region: 'eu-central-1',
    endpoint: server.endpoint,
    forcePathStyle: true,
  };
  t.retention = await t.replica();
  return {
    server,
    close: async () => {
      await server.close();
      process.env = environment;
    },
  };
}
