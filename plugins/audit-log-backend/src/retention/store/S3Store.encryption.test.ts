// SPDX-License-Identifier: Apache-2.0
import { allOf } from './__testUtils__/allOf';
import {
  answerError,
  type SeenRequest,
  type TestBucketServer,
} from './__testUtils__/TestBucketServer';
import {
  PART,
  putInBetween,
  unavailable,
  useBucket,
} from './__testUtils__/useBucket';

const NAME = 'events/year=2026/month=11/2026-11.default.1.parquet';
const CONTENTS = [
  ['whole', Buffer.from('one')],
  ['in parts', Buffer.alloc(PART + 1, 'one')],
] as const;
const LOCK = { mode: 'COMPLIANCE', forMs: 86_400_000 } as const;
const IGNORED =
  /cannot be used: the bucket ignores the encryption AES256 that was asked for: .*choose another server, or leave out auditLog.archive.s3.serverSideEncryption$/;
const STILL_THERE =
  /ignores the encryption.* could not be deleted again: delete it there$/;

/** S3rver is one of those that take what is to be encrypted, and say nothing. */
describe('S3Store, where files are to be encrypted', () => {
  const bucket = useBucket();

  /** A server that encrypts says so in answers to requests of these kinds. */
  function saysIt(
    server: TestBucketServer,
    encryption: string,
    isSaid: (request: SeenRequest) => boolean = () => true,
  ): void {
    server.adorn = request =>
      isSaid(request) ? { 'x-amz-server-side-encryption': encryption } : {};
  }

  it.each(['AES256', 'aws:kms', 'aws:kms:dsse'])(
    'finds out before anything is put that the bucket ignores %s',
    async serverSideEncryption => {
      const { server, store, storeWith } = bucket();
      const asking = storeWith({ serverSideEncryption });
      await expect(asking.check()).rejects.toMatchObject(
        unavailable(
          new RegExp(`ignores the encryption ${serverSideEncryption} that was`),
        ),
      );
      expect(await allOf(store.list(''))).toEqual([]);
      saysIt(server, serverSideEncryption);
      await asking.check();
      await store.check();
    },
  );

  it('names both settings where there is a key', async () => {
    await expect(
      bucket()
        .storeWith({ serverSideEncryption: 'aws:kms', sseKmsKeyId: 'key-1' })
        .check(),
    ).rejects.toMatchObject(
      unavailable(/serverSideEncryption and sseKmsKeyId$/),
    );
  });

  describe.each(CONTENTS)('sent %s', (_, content) => {
    it('has nothing of a file that the bucket did not encrypt, and does not lock it', async () => {
      const { server, store, storeWith, localFile } = bucket();
      const asking = storeWith({
        serverSideEncryption: 'AES256',
        objectLock: LOCK,
      });
      const path = await localFile(content);
      await expect(asking.put(NAME, path)).rejects.toMatchObject(
        unavailable(IGNORED),
      );
      expect(server.seen.some(({ url }) => url.includes('retention'))).toBe(
        false,
      );
      expect(await store.size(NAME)).toBeUndefined();
      saysIt(server, 'AES256');
      await storeWith({ serverSideEncryption: 'AES256' }).put(NAME, path);
      expect(await store.size(NAME)).toBe(content.length);
    });

    it.each<[string, (request: SeenRequest) => boolean]>([
      ['when it has taken it', ({ method }) => /PUT|POST/.test(method)],
      ['when asked for it', ({ method }) => method === 'HEAD'],
    ])('takes the word of the bucket %s', async (_when, isSaid) => {
      const { server, store, storeWith, localFile } = bucket();
      saysIt(server, 'AES256', isSaid);
      await storeWith({ serverSideEncryption: 'AES256' }).put(
        NAME,
        await localFile(content),
      );
      expect(await store.size(NAME)).toBe(content.length);
    });

    it('does not take another encryption for the one that was asked for', async () => {
      const { server, store, storeWith, localFile } = bucket();
      saysIt(server, 'AES256');
      const asking = storeWith({ serverSideEncryption: 'aws:kms' });
      const other = unavailable(
        /ignores the encryption aws:kms that was asked for, and uses AES256:/,
      );
      await expect(asking.check()).rejects.toMatchObject(other);
      await expect(
        asking.put(NAME, await localFile(content)),
      ).rejects.toMatchObject(other);
      expect(await store.size(NAME)).toBeUndefined();
    });

    it('deletes the version that it has put, and no other', async () => {
      const { server, storeWith, localFile } = bucket();
      server.adorn = ({ method }) =>
        method === 'HEAD' ? {} : { 'x-amz-version-id': 'v7' };
      await expect(
        storeWith({ serverSideEncryption: 'AES256' }).put(
          NAME,
          await localFile(content),
        ),
      ).rejects.toMatchObject(unavailable(IGNORED));
      const deleted = server
        .takeSeen('DELETE')
        .map(({ url }) => new URL(url, server.endpoint));
      expect(deleted.map(({ pathname }) => pathname)).toEqual([
        expect.stringMatching(/\.1\.parquet$/),
      ]);
      expect(deleted[0].searchParams.get('versionId')).toBe('v7');
    });
  });

  it.each<[string, Record<string, string>]>([
    [
      'a lock',
      {
        'x-amz-object-lock-mode': 'COMPLIANCE',
        'x-amz-object-lock-retain-until-date': '2999-01-01T00:00:00Z',
      },
    ],
    ['a legal hold', { 'x-amz-object-lock-legal-hold': 'ON' }],
  ])('leaves what %s protects, and says so', async (_, headers) => {
    const { server, store, storeWith, localFile } = bucket();
    server.adorn = ({ method }) => (method === 'HEAD' ? headers : {});
    await expect(
      storeWith({ serverSideEncryption: 'AES256' }).put(
        NAME,
        await localFile('one'),
      ),
    ).rejects.toMatchObject(unavailable(STILL_THERE));
    expect(server.takeSeen('DELETE')).toEqual([]);
    expect(await store.size(NAME)).toBe(3);
  });

  it('says that a file is there which it may not delete again', async () => {
    const { server, storeWith, localFile } = bucket();
    server.interfere = (request, _incoming, response) =>
      request.method === 'DELETE' && answerError(response, 403, 'AccessDenied');
    await expect(
      storeWith({ serverSideEncryption: 'AES256' }).put(
        NAME,
        await localFile('one'),
      ),
    ).rejects.toMatchObject(unavailable(STILL_THERE));
  });

  it('neither counts nor deletes what was there before without encryption', async () => {
    const { server, store, storeWith, localFile } = bucket();
    const path = await localFile('one');
    await store.put(NAME, path);
    const asking = storeWith({ serverSideEncryption: 'aws:kms' });
    await expect(asking.put(NAME, path)).rejects.toMatchObject(
      unavailable(/is there already, without the encryption aws:kms.*move it/),
    );
    expect(await store.size(NAME)).toBe(3);
    // Put when another one was asked for.
    saysIt(server, 'AES256');
    await asking.put(NAME, path);
  });

  it('does not delete what another has put in between', async () => {
    const { store, storeWith, localFile } = bucket();
    const path = await localFile('one');
    putInBetween(bucket(), NAME, path);
    await expect(
      storeWith({ serverSideEncryption: 'AES256' }).put(NAME, path),
    ).rejects.toMatchObject(unavailable(/is there already, without/));
    expect(await store.size(NAME)).toBe(3);
  });
});
