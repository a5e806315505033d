// SPDX-License-Identifier: Apache-2.0
import { answerError } from './__testUtils__/TestBucketServer';
import { unavailable, useBucket } from './__testUtils__/useBucket';

const LOCK = { mode: 'COMPLIANCE', forMs: 86_400_000 } as const;

describe('S3Store, where files are to be locked', () => {
  const bucket = useBucket();

  function isQuestion({ method, url }: { method: string; url: string }) {
    return method === 'GET' && /\?(.*&)?object-lock/.test(url);
  }

  it.each([
    [
      404,
      'ObjectLockConfigurationNotFoundError',
      'Object Lock configuration does not exist for this bucket',
    ],
    [400, 'InvalidRequest', 'Bucket is missing Object Lock Configuration'],
  ])(
    'finds out before anything is put that the bucket has no locks: %d %s',
    async (status, code, message) => {
      const { server, store, storeWith } = bucket();
      server.interfere = (request, _incoming, response) =>
        isQuestion(request) && answerError(response, status, code, message);
      await expect(
        storeWith({ objectLock: LOCK }).check(),
      ).rejects.toMatchObject(
        unavailable(
          /no object lock: archive in one that was created with it, or leave out auditLog.archive.s3.objectLock/,
        ),
      );
      expect(server.takeSeen('PUT')).toEqual([]);
      await store.check();
      expect(server.seen.some(isQuestion)).toBe(false);
    },
  );

  it.each([
    [403, 'AccessDenied'],
    [501, 'NotImplemented'],
    [405, 'MethodNotAllowed'],
    [400, 'InvalidArgument'],
    [404, 'NoSuchKey'],
    [500, 'InternalError'],
  ])(
    'leaves it to the first file where it is not told: %d %s',
    async (status, code) => {
      const { server, storeWith } = bucket();
      let asked = 0;
      server.interfere = (request, _incoming, response) => {
        if (!isQuestion(request)) {
          return false;
        }
        asked++;
        return answerError(response, status, code);
      };
      await storeWith({ objectLock: LOCK }).check();
      expect(asked).toBeGreaterThan(0);
    },
  );

  it('leaves it to the first file where the server does not know the question', async () => {
    const { server, storeWith } = bucket();
    // S3rver does not.
    await storeWith({ objectLock: LOCK }).check();
    expect(server.seen.some(isQuestion)).toBe(true);
  });

  it.each([
    [
      'has locks',
      '<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>',
    ],
    // As of a server that takes every question about a bucket for this one.
    [
      'lists its files',
      '<ListBucketResult><Name>archive</Name></ListBucketResult>',
    ],
    ['says something else', 'ok'],
    ['says nothing', ''],
  ])('goes on where the bucket %s', async (_, body) => {
    const { server, storeWith } = bucket();
    server.interfere = (request, _incoming, response) =>
      isQuestion(request) && !!response.writeHead(200).end(body);
    await storeWith({ objectLock: LOCK }).check();
    expect(server.seen.some(isQuestion)).toBe(true);
  });
});
