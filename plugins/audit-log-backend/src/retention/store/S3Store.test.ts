// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { allOf } from './__testUtils__/allOf';
import { answerError } from './__testUtils__/TestBucketServer';
import {
  PART,
  putInBetween,
  unavailable,
  useBucket,
} from './__testUtils__/useBucket';

const NAME = 'events/year=2026/month=11/2026-11.default.1.parquet';
const OTHER = 'events/year=2026/month=11/2026-11.default.2.parquet';

describe('S3Store', () => {
  const bucket = useBucket();

  it('keeps what is put, and gives it back', async () => {
    const { store, localFile, contentOf } = bucket();
    await store.check();
    await store.put(NAME, await localFile('one'));
    await store.put('manifests/2026-11.default.1.json', await localFile('{}'));
    expect(`${await contentOf(NAME)}`).toBe('one');
    expect(await store.size(NAME)).toBe(3);
    expect(await store.size(OTHER)).toBeUndefined();
    expect(await allOf(store.list(''))).toEqual([
      NAME,
      'manifests/2026-11.default.1.json',
    ]);
    expect(await allOf(store.list('manifests/'))).toHaveLength(1);
    await expect(store.open(OTHER)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    await store.remove(NAME);
    await store.remove(NAME);
    await expect(store.open(NAME)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    expect(store.location).toBe('s3://archive/portal/audit');
  });

  it('sends large files in parts, and gives them back', async () => {
    const { server, store, localFile, contentOf } = bucket();
    const content = randomBytes(3 * PART + 1234);
    await store.put(NAME, await localFile(content));
    expect(server.takeSeen('PUT')).toHaveLength(4);
    expect(content.equals(await contentOf(NAME))).toBe(true);
    expect(await store.size(NAME)).toBe(content.length);
    await store.put(NAME, await localFile(content));
    expect(server.takeSeen('PUT')).toHaveLength(0);
  });

  it('never replaces', async () => {
    const { store, localFile, contentOf } = bucket();
    await store.put(NAME, await localFile('one'));
    await store.put(NAME, await localFile('one'));
    await expect(store.put(NAME, await localFile('two'))).rejects.toMatchObject(
      { name: 'ConflictError' },
    );
    expect(`${await contentOf(NAME)}`).toBe('one');
  });

  it('asks the server not to replace, and takes its word', async () => {
    const { server, store, storeWith, localFile, contentOf } = bucket();
    // As Amazon does: what came in between is seen there first.
    server.interfere = (request, _incoming, response) =>
      request.method === 'PUT' &&
      request.headers['if-none-match'] === '*' &&
      answerError(response, 412, 'PreconditionFailed');
    await expect(store.put(NAME, await localFile('one'))).rejects.toMatchObject(
      unavailable(/does not have/),
    );
    const other = storeWith({});
    server.interfere = (request, _incoming, response) => {
      if (request.method !== 'PUT' || !request.headers['if-none-match']) {
        return false;
      }
      return answerError(response, 501, 'NotImplemented');
    };
    await other.put(NAME, await localFile('one'));
    expect(`${await contentOf(NAME)}`).toBe('one');
  });

  it.each(['one', 'two'])(
    'compares what another has put in between: %s',
    async content => {
      const { store, localFile, contentOf } = bucket();
      const path = await localFile('one');
      const theirs = await localFile(content);
      putInBetween(bucket(), NAME, theirs);
      const ending = await store.put(NAME, path).then(
        () => 'one',
        error => (error.name === 'ConflictError' ? 'two' : error),
      );
      expect(ending).toBe(content);
      expect(`${await contentOf(NAME)}`).toBe(content);
    },
  );

  it('compares what was put there by other means', async () => {
    const { server, store, storeWith, localFile } = bucket();
    await store.put(NAME, await localFile('one'));
    server.interfere = (request, incoming, response) => {
      if (request.method !== 'HEAD') {
        return false;
      }
      // A copy made by hand has not what we say of ours.
      response.writeHead(200, { 'content-length': '3' });
      response.end();
      incoming.resume();
      return true;
    };
    const other = storeWith({});
    await other.put(NAME, await localFile('one'));
    await expect(other.put(NAME, await localFile('two'))).rejects.toMatchObject(
      { name: 'ConflictError' },
    );
  });

  it('asks for how files are to be kept', async () => {
    const { server, storeWith, localFile } = bucket();
    const asking = storeWith({
      storageClass: 'STANDARD_IA',
      serverSideEncryption: 'aws:kms',
      sseKmsKeyId: 'key-1',
      objectLock: { mode: 'COMPLIANCE', forMs: 86_400_000 },
    });
    const begun = Date.now();
    // S3rver knows nothing of locks, nor of encryption.
    server.adorn = () => ({ 'x-amz-server-side-encryption': 'aws:kms' });
    server.interfere = (request, incoming, response) =>
      request.url.includes('retention') &&
      !!incoming.resume() &&
      !!response.writeHead(200).end();
    await asking.put(NAME, await localFile('one'));
    await asking.put(OTHER, await localFile(randomBytes(PART + 1)));
    const ended = Date.now();
    const small = server.seen.find(({ method }) => method === 'PUT')!;
    const large = server.seen.find(
      ({ method, url }) => method === 'POST' && url.includes('uploads'),
    )!;
    for (const { headers } of [small, large]) {
      expect(headers).toMatchObject({
        'x-amz-storage-class': 'STANDARD_IA',
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': 'key-1',
        'x-amz-object-lock-mode': 'COMPLIANCE',
      });
      const until = Date.parse(
        `${headers['x-amz-object-lock-retain-until-date']}`,
      );
      expect(until - begun).toBeGreaterThanOrEqual(86_400_000 - 1000);
      expect(until - ended).toBeLessThanOrEqual(86_400_000);
    }
    expect(small.headers).toMatchObject({ 'if-none-match': '*' });
    expect(small.headers['x-amz-meta-sha256']).toMatch(/^[0-9a-f]{64}$/);
    expect(small.headers['x-amz-checksum-sha256']).toBeTruthy();
    const complete = server.seen.find(
      ({ method, url }) => method === 'POST' && url.includes('uploadId'),
    )!;
    expect(complete.headers).toMatchObject({ 'if-none-match': '*' });
  });

  it('asks for nothing of that where it is not configured', async () => {
    const { server, store, localFile } = bucket();
    await store.put(NAME, await localFile('one'));
    const [{ headers }] = server.takeSeen('PUT');
    const asked = Object.keys(headers).filter(name =>
      /storage|encryption|lock|acl/.test(name),
    );
    expect(asked).toEqual([]);
  });
});
