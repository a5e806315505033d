// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { answerError } from './__testUtils__/TestBucketServer';
import { PART, unavailable, useBucket } from './__testUtils__/useBucket';

const NAME = 'events/year=2026/month=11/2026-11.default.1.parquet';

describe('S3Store, of a bucket with locks and versions', () => {
  const bucket = useBucket();

  it('waits while a lock of the bucket protects a file', async () => {
    const { server, store, localFile } = bucket();
    await store.put(NAME, await localFile('one'));
    const headers: Record<string, string> = { 'content-length': '3' };
    server.interfere = (request, _incoming, response) => {
      if (request.method === 'HEAD') {
        response.writeHead(200, headers).end();
        return true;
      }
      return (
        request.method === 'DELETE' &&
        answerError(
          response,
          403,
          'AccessDenied',
          'Access Denied because object protected by object lock.',
        )
      );
    };
    const locked = (message: RegExp) => ({
      name: 'ArchiveLockedError',
      message: expect.stringMatching(message),
    });
    // Where one may not read what the lock is, the refusal tells.
    await expect(store.remove(NAME)).rejects.toMatchObject(
      locked(/protected by object lock/),
    );
    headers['x-amz-object-lock-mode'] = 'COMPLIANCE';
    headers['x-amz-object-lock-retain-until-date'] = '2999-01-01T00:00:00Z';
    await expect(store.remove(NAME)).rejects.toMatchObject(
      locked(/until 2999-01-01T00:00:00.000Z/),
    );
    headers['x-amz-object-lock-legal-hold'] = 'ON';
    await expect(store.remove(NAME)).rejects.toMatchObject(
      locked(/legal hold/),
    );
    server.takeSeen('');
    headers['x-amz-object-lock-retain-until-date'] = '2020-01-01T00:00:00Z';
    headers['x-amz-object-lock-legal-hold'] = 'OFF';
    server.interfere = (request, _incoming, response) =>
      request.method === 'HEAD' && !!response.writeHead(200, headers).end();
    await store.remove(NAME);
    server.interfere = () => false;
    expect(await store.size(NAME)).toBeUndefined();
  });

  it('locks what was put where the server does not say that it is locked, and only then', async () => {
    const { server, storeWith, localFile } = bucket();
    const locking = storeWith({
      objectLock: { mode: 'GOVERNANCE', forMs: 86_400_000 },
    });
    const asked: string[] = [];
    server.interfere = (request, incoming, response) => {
      if (!request.url.includes('?retention')) {
        return false;
      }
      let body = '';
      incoming.setEncoding('utf8').on('data', text => (body += text));
      incoming.on('end', () => {
        asked.push(body);
        response.writeHead(200).end();
      });
      return true;
    };
    const begun = Date.now();
    const path = await localFile(Buffer.alloc(PART + 1));
    await locking.put(NAME, path);
    // Also what a process that died meanwhile has left without a lock.
    await locking.put(NAME, path);
    expect(asked).toHaveLength(2);
    for (const body of asked) {
      expect(body).toContain('<Mode>GOVERNANCE</Mode>');
      const [, until] =
        /<RetainUntilDate>(.*)<\/RetainUntilDate>/.exec(body) ?? [];
      expect(Date.parse(until) - begun).toBeGreaterThanOrEqual(
        86_400_000 - 1_000,
      );
    }
    const retained = server.interfere;
    server.interfere = (request, incoming, response) =>
      request.method === 'HEAD'
        ? !!response
            .writeHead(200, {
              'content-length': `${PART + 1}`,
              'x-amz-meta-sha256': createHash('sha256')
                .update(Buffer.alloc(PART + 1))
                .digest('hex'),
              'x-amz-object-lock-mode': 'GOVERNANCE',
              'x-amz-object-lock-retain-until-date': '2999-01-01T00:00:00Z',
            })
            .end()
        : retained(request, incoming, response);
    await locking.put(NAME, path);
    expect(asked).toHaveLength(2);
  });

  it('waits where what is to be locked cannot be', async () => {
    const { server, storeWith, localFile } = bucket();
    const locking = storeWith({
      objectLock: { mode: 'COMPLIANCE', forMs: 86_400_000 },
    });
    const path = await localFile('one');
    // S3rver knows no locks.
    await expect(locking.put(NAME, path)).rejects.toMatchObject(
      unavailable(/405.*see that the bucket has object lock/),
    );
    server.interfere = (request, incoming, response) =>
      request.url.includes('?retention') &&
      !!incoming.resume() &&
      answerError(
        response,
        400,
        'InvalidRequest',
        'Bucket is missing Object Lock Configuration',
      );
    await expect(locking.put(NAME, path)).rejects.toMatchObject(
      unavailable(/missing Object Lock.*auditLog.archive.s3.objectLock/),
    );
  });

  it.each([
    'Access Denied',
    'User: arn:aws:iam::1:user/portal is not authorized to perform: s3:DeleteObject on resource: "arn:aws:s3:::acme-audit-retention/one"',
  ])('does not take it for a lock that it may not delete: %s', async text => {
    const { server, store, localFile } = bucket();
    await store.put(NAME, await localFile('one'));
    server.interfere = (request, _incoming, response) =>
      request.method === 'DELETE' &&
      answerError(response, 403, 'AccessDenied', text);
    await expect(store.remove(NAME)).rejects.toMatchObject(
      unavailable(/access is denied/),
    );
  });

  it.each([
    ['that is there', 200, { 'content-length': '3', 'x-amz-version-id': 'v3' }],
    ['that somebody has hidden', 404, { 'x-amz-delete-marker': 'true' }],
  ] as const)('deletes every version of a file %s', async (_, status, head) => {
    const { server, store, localFile } = bucket();
    await store.put(NAME, await localFile('one'));
    const key = `portal/audit/${NAME}`;
    const page = (versions: string, more = '') =>
      `<?xml version="1.0"?><ListVersionsResult><IsTruncated>${!!more}</IsTruncated>${more}${versions}</ListVersionsResult>`;
    const version = (of: string, id: string, tag = 'Version') =>
      `<${tag}><Key>${of}</Key><VersionId>${id}</VersionId></${tag}>`;
    server.interfere = (request, _incoming, response) => {
      if (request.method === 'HEAD') {
        response.writeHead(status, head).end();
        return true;
      }
      if (request.method === 'GET' && request.url.includes('versions')) {
        response.writeHead(200, { 'content-type': 'application/xml' });
        response.end(
          request.url.includes('key-marker')
            ? page(version(key, 'v1'))
            : page(
                version(key, 'v3') +
                  version(`${key}.other`, 'not-this') +
                  version(key, 'v2', 'DeleteMarker'),
                `<NextKeyMarker>k</NextKeyMarker><NextVersionIdMarker>v2</NextVersionIdMarker>`,
              ),
        );
        return true;
      }
      if (request.method === 'DELETE') {
        response.writeHead(204).end();
        return true;
      }
      return false;
    };
    await store.remove(NAME);
    const deleted = server
      .takeSeen('DELETE')
      .map(({ url }) => new URL(url, server.endpoint).searchParams)
      .map(parameters => parameters.get('versionId'));
    expect(deleted).toEqual(['v3', 'v2', 'v1']);
  });
});
