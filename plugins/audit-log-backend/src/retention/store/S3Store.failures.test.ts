// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { allOf } from './__testUtils__/allOf';
import { answerError, CREDENTIALS } from './__testUtils__/TestBucketServer';
import {
  MEGABYTE,
  PART,
  unavailable,
  useBucket,
} from './__testUtils__/useBucket';
import type { S3Settings } from './ArchiveSettings';

const NAME = 'events/year=2026/month=11/2026-11.default.1.parquet';
const OTHER = 'events/year=2026/month=11/2026-11.default.2.parquet';

describe('S3Store, when something is wrong', () => {
  const bucket = useBucket();

  it('says what to do while the server is away, and goes on when it is back', async () => {
    const { server, store, localFile, contentOf } = bucket();
    const path = await localFile('one');
    await store.put(NAME, path);
    await server.stop();
    const away = unavailable(/cannot be reached \(.*ECONNREFUSED/);
    for (const asked of [
      () => store.check(),
      () => store.put(OTHER, path),
      () => store.open(NAME),
      () => store.size(NAME),
      () => store.remove(NAME),
      () => allOf(store.list('')),
    ]) {
      await expect(asked()).rejects.toMatchObject(away);
    }
    await server.restart();
    await store.check();
    await store.put(OTHER, path);
    expect(`${await contentOf(NAME)}`).toBe('one');
  });

  it('has nothing of a file in the middle of which the server went away', async () => {
    const { server, store, localFile, contentOf } = bucket();
    const content = randomBytes(4 * PART);
    const path = await localFile(content);
    let parts = 0;
    server.interfere = (request, incoming) => {
      if (request.method === 'PUT' && ++parts > 2) {
        incoming.once('data', () => incoming.destroy());
        return true;
      }
      return false;
    };
    await expect(store.put(NAME, path)).rejects.toMatchObject(
      unavailable(/cannot be reached/),
    );
    server.interfere = () => false;
    expect(await store.size(NAME)).toBeUndefined();
    expect(await allOf(store.list(''))).toEqual([]);
    await store.put(NAME, path);
    expect(content.equals(await contentOf(NAME))).toBe(true);
  });

  it('has no copy of a file in the middle of which the server went away', async () => {
    const { server, store, localFile, contentOf } = bucket();
    const content = randomBytes(MEGABYTE);
    await store.put(NAME, await localFile(content));
    server.interfere = (request, _incoming, response) => {
      if (request.method !== 'GET') {
        return false;
      }
      response.writeHead(200, { 'content-length': `${content.length}` });
      response.write(content.subarray(0, 1000));
      setTimeout(() => response.destroy(), 50);
      return true;
    };
    await expect(store.open(NAME)).rejects.toMatchObject(
      unavailable(/cannot be reached/),
    );
    server.interfere = () => false;
    expect(content.equals(await contentOf(NAME))).toBe(true);
  });

  it.each<[string, Partial<S3Settings>, Record<string, string>, RegExp]>([
    ['a bucket that is not there', { bucket: 'none' }, {}, /no bucket none/],
    [
      'a key that nobody knows',
      {},
      { AWS_ACCESS_KEY_ID: 'unknown' },
      /credentials are refused|access is denied/,
    ],
    [
      'no credentials at all',
      {},
      { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
      /no credentials were found/,
    ],
    [
      'a host that is not there',
      // A part of a name has 63 letters at most: no server of names is asked for it, which may take long to answer.
      { endpoint: `http://${'a'.repeat(64)}.invalid:9` },
      {},
      /cannot be reached/,
    ],
  ])('says what to do about %s', async (_, settings, variables, message) => {
    const { store, storeWith, localFile, contentOf } = bucket();
    const path = await localFile('one');
    await store.put(NAME, path);
    Object.assign(process.env, variables);
    const wrong = storeWith(settings);
    for (const asked of [
      () => wrong.check(),
      () => wrong.put(OTHER, path),
      () => wrong.open(NAME),
      () => wrong.size(NAME),
      () => wrong.remove(NAME),
      () => allOf(wrong.list('')),
    ]) {
      await expect(asked()).rejects.toMatchObject(unavailable(message));
    }
    Object.assign(process.env, CREDENTIALS);
    expect(`${await contentOf(NAME)}`).toBe('one');
  });

  it.each<[number, string, RegExp]>([
    [403, 'AccessDenied', /access is denied: give these credentials s3:GetO/],
    [507, 'InsufficientStorage', /it is full: make room/],
    [400, 'QuotaExceeded', /it is full: make room/],
    [403, 'SignatureDoesNotMatch', /the credentials are refused/],
    [400, 'ExpiredToken', /the credentials are refused \(ExpiredToken\)/],
    [301, 'PermanentRedirect', /another region/],
    [503, 'SlowDown', /the server answers 503 SlowDown/],
  ])('says what to do when it may read only: %d %s', async (...given) => {
    const { server, store, localFile, contentOf } = bucket();
    const [status, code, message] = given;
    const path = await localFile('one');
    await store.put(NAME, path);
    server.interfere = (request, _incoming, response) =>
      request.method === 'PUT' && answerError(response, status, code);
    await expect(store.check()).rejects.toMatchObject(unavailable(message));
    await expect(store.put(OTHER, path)).rejects.toMatchObject(
      unavailable(message),
    );
    expect(`${await contentOf(NAME)}`).toBe('one');
  });
});
