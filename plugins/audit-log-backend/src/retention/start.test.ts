// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import auditLog from '..';

const loaded: string[] = [];
jest.mock('@duckdb/node-api', () => {
  loaded.push('@duckdb/node-api');
  return {};
});
jest.mock('@aws-sdk/client-s3', () => {
  loaded.push('@aws-sdk/client-s3');
  return {};
});

describe('a backend that starts', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'start-'));
  });

  afterEach(() => rm(directory, { recursive: true }));

  it('loads nothing to read an archive with, and touches none, until there is something in it', async () => {
    const archive = join(directory, 'archive');
    const cacheDirectory = join(directory, 'cache');
    const backend = await startTestBackend({
      features: [
        auditLog,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: {
            auditLog: {
              archive: { directory: archive, cacheDirectory },
              administrators: { users: ['user:default/mock'] },
            },
          },
        }),
      ],
    });
    const { status } = await request(backend.server)
      .get('/api/audit-log/v1/events?from=2020-01-01T00:00:00Z')
      .set('Authorization', mockCredentials.user.header());
    expect(status).toBe(200);
    expect(existsSync(archive)).toBe(false);
    expect(existsSync(cacheDirectory)).toBe(false);
    await backend.stop();
    expect(loaded).toEqual([]);
    // It would have been noticed.
    jest.requireMock('@duckdb/node-api');
    expect(loaded).toEqual(['@duckdb/node-api']);
  });
});
