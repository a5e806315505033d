// SPDX-License-Identifier: Apache-2.0
import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ACCESS_TABLES } from '../../database/accessTables';
import { testKeys } from './__testUtils__/testKeys';
import { mintToken, newTokenId } from './keyToken';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const HOUR = 3_600_000;
const MINUTE = 60_000;

describe.each(databases.eachSupportedId())('Ingestion keys on %s', id => {
  const start = async (engine: TestDatabaseId = id) =>
    testKeys(await databases.init(engine));
  const startTwo = async () => {
    const knex = await databases.init(id);
    return [await testKeys(knex), await testKeys(knex)] as const;
  };

  it('tells whose a token is, and what the key may do', async () => {
    const { create, use, refusals } = await start();
    const { key, token } = await create({
      name: '  Build\u00a0 server ',
      sources: ['/jenkins', 'https://ci.example.com/*', '/jenkins'],
      projects: ['SYSTEM:Retail', 'domain:default/shops'],
      mayNamePeople: true,
      requestsPerMinute: 5,
    });
    const principal = {
      id: key.id,
      name: 'Build server',
      sources: ['/jenkins', 'https://ci.example.com/*'],
      projects: ['system:default/retail', 'domain:default/shops'],
      mayNamePeople: true,
      requestsPerMinute: 5,
    };
    expect(await use(token)).toEqual(principal);
    expect(await use(token)).toEqual(principal);
    expect(refusals).toEqual([]);
  });

  it('may do little and expires in a year, unless it is asked for more', async () => {
    const { create, use } = await start();
    const before = Date.now();
    const { key, token } = await create();
    expect(await use(token)).toMatchObject({
      projects: 'any',
      mayNamePeople: false,
      requestsPerMinute: 600,
    });
    const year = 365 * 24 * HOUR;
    expect(key.expiresAt).toBeGreaterThanOrEqual(before + year);
    expect(key.expiresAt).toBeLessThanOrEqual(Date.now() + year);
    expect((await create({ expiresAt: null })).key.expiresAt).toBeUndefined();
    expect(
      (await use((await create({ projects: [] })).token)).projects,
    ).toEqual([]);
  });

  it('keeps nothing of which a token can be made', async () => {
    const { access, create, rotate } = await start();
    const { key, token } = await create();
    const { token: second } = await rotate(key.id, 1, HOUR);
    const rows = await access.knex(ACCESS_TABLES.ingestionKeys);
    const kept = JSON.stringify(rows);
    for (const made of [token, second]) {
      expect(kept).not.toContain(made);
      expect(kept).not.toContain(made.slice(17, 60));
      expect(kept).not.toContain(made.slice(17, 40));
    }
  });

  it('refuses what is no token, a token of no key, and a wrong one of a key', async () => {
    const { create, refusalOf, refusals } = await start();
    const { key } = await create();
    const unknown = ['AuthenticationError', 'unknown'];
    expect(await refusalOf('bkal_')).toEqual(unknown);
    expect(await refusalOf(mintToken(newTokenId()).token)).toEqual(unknown);
    expect(refusals.at(-1)?.key).toBeUndefined();
    expect(await refusalOf(mintToken(key.tokenId).token)).toEqual(unknown);
    expect(refusals.at(-1)?.key).toEqual({ id: key.id, name: key.name });
  });

  it('works to the millisecond in which it expires', async () => {
    const { clock, create, use, refusalOf, stored } = await start();
    const expiresAt = Date.now() + HOUR;
    const { key, token } = await create({
      expiresAt: new Date(expiresAt).toISOString(),
    });
    expect((await stored(key.id)).expiresAt).toBe(expiresAt);
    clock.now = () => expiresAt - 1;
    expect((await use(token)).id).toBe(key.id);
    clock.now = () => expiresAt;
    expect(await refusalOf(token)).toEqual(['AuthenticationError', 'expired']);
    // What is wrong of an expired key is not told it expired.
    expect(await refusalOf(mintToken(key.tokenId).token)).toEqual([
      'AuthenticationError',
      'unknown',
    ]);
  });

  it('works again when its expiry is put off', async () => {
    const { access, create, update, use, refusalOf, rotate } = await start();
    const { key, token } = await create();
    const fields = {
      name: key.name,
      sources: [...key.sources],
      projects: 'any' as const,
      mayNamePeople: false,
      requestsPerMinute: 600,
    };
    const past = Date.now() - 1;
    await access.knex(ACCESS_TABLES.ingestionKeys).update({
      expires_at: access.dialect.writeTime(past),
    });
    expect(await refusalOf(token)).toEqual(['AuthenticationError', 'expired']);
    await expect(rotate(key.id, 1, 0)).rejects.toThrow(/has expired/);
    const change = (expiresAt: string | null, version: number) =>
      update({ id: key.id, version, input: { ...fields, expiresAt } });
    // It may stay expired while something else is changed, but not be given another past.
    await change(new Date(past).toISOString(), 1);
    await expect(change(new Date(past - 1).toISOString(), 2)).rejects.toThrow(
      /^expiresAt: must be a time to come/,
    );
    await change(null, 2);
    expect((await use(token)).id).toBe(key.id);
  });

  it('works with both tokens while they overlap, and to the end of that', async () => {
    const { clock, create, rotate, use, refusalOf } = await start();
    const { key, token: first } = await create();
    const { key: rotated, token: second } = await rotate(key.id, 1, HOUR);
    const { until } = rotated.previous!;
    expect(until).toBe(rotated.rotated!.at + HOUR);
    clock.now = () => until - 1;
    expect((await use(first)).id).toBe(key.id);
    expect((await use(second)).id).toBe(key.id);
    clock.now = () => until;
    expect((await use(second)).id).toBe(key.id);
    expect(await refusalOf(first)).toEqual(['AuthenticationError', 'rotated']);
  });

  it('ends the token before the last when it is rotated again', async () => {
    const { create, rotate, use, refusalOf } = await start();
    const { key, token: first } = await create();
    const { token: second } = await rotate(key.id, 1, 30 * 24 * HOUR);
    await use(first);
    const { token: third } = await rotate(key.id, 2, 0);
    expect(await refusalOf(first)).toEqual(['AuthenticationError', 'unknown']);
    expect(await refusalOf(second)).toEqual(['AuthenticationError', 'rotated']);
    expect((await use(third)).id).toBe(key.id);
  });

  it('is rotated by one of two replicas that do so at once', async () => {
    const [one, other] = await startTwo();
    const { key, token } = await one.create();
    const results = await Promise.allSettled([
      one.rotate(key.id, 1, HOUR),
      other.rotate(key.id, 1, HOUR),
    ]);
    const [won] = results.flatMap(result =>
      result.status === 'fulfilled' ? [result.value] : [],
    );
    const lost = results.flatMap(result =>
      result.status === 'rejected' ? [result.reason] : [],
    );
    expect(lost).toEqual([
      expect.objectContaining({
        name: 'PreconditionFailedError',
        message: expect.stringContaining('it has another token'),
      }),
    ]);
    // Neither the token that was handed out nor the one in use is lost.
    for (const replica of [one, other]) {
      expect((await replica.use(won.token)).id).toBe(key.id);
      expect((await replica.use(token)).id).toBe(key.id);
    }
  });

  it('is revoked at once where that is done, and elsewhere within five seconds', async () => {
    const [one, other] = await startTwo();
    const { key, token } = await one.create();
    await one.use(token);
    // Nothing keeps the other one up to date: it knows what it was told last.
    const start0 = other.clock.elapsed();
    other.clock.elapsed = () => start0;
    await other.use(token);
    await one.revoke(key.id);
    expect(await one.refusalOf(token)).toEqual([
      'AuthenticationError',
      'revoked',
    ]);
    other.clock.elapsed = () => start0 + 4_999;
    expect((await other.use(token)).id).toBe(key.id);
    other.clock.elapsed = () => start0 + 5_000;
    expect(await other.refusalOf(token)).toEqual([
      'AuthenticationError',
      'revoked',
    ]);
    await expect(one.revoke(key.id)).rejects.toThrow(
      /was revoked by user:default\/boss at/,
    );
    await expect(one.rotate(key.id, 2, 0)).rejects.toThrow(/for good/);
  });

  it('is known on every replica as soon as there is one', async () => {
    const [one, other] = await startTwo();
    const { tokenId } = (await one.create()).key;
    await other.refusalOf(mintToken(tokenId).token);
    const { key, token } = await one.create();
    expect((await other.use(token)).id).toBe(key.id);
  });

  it('gives its name free when it is revoked', async () => {
    const { create, revoke } = await start();
    const { key } = await create({ name: 'Ärger' });
    await expect(create({ name: 'äRGER' })).rejects.toThrow(
      'name: there is an ingestion key with this name already, Ärger',
    );
    await revoke(key.id);
    await create({ name: 'Ärger' });
  });

  it('says when each token was used, to within a minute, whichever replica was asked', async () => {
    const [one, other] = await startTwo();
    const { key, token: first } = await one.create();
    const used = async (replica: typeof one, token: string, at: number) => {
      replica.clock.now = () => at;
      await replica.use(token);
      await replica.uses.settled();
      const { lastUsedAt, previous } = await one.stored(key.id);
      return [lastUsedAt, previous?.lastUsedAt];
    };
    const noon = Date.now();
    expect((await one.stored(key.id)).lastUsedAt).toBeUndefined();
    expect(await used(one, first, noon)).toEqual([noon, undefined]);
    expect(await used(one, first, noon + MINUTE - 1)).toEqual([
      noon,
      undefined,
    ]);
    expect(await used(other, first, noon + 2)).toEqual([noon + 2, undefined]);
    // A replica whose clock is behind does not take that back.
    expect(await used(one, first, noon + MINUTE)).toEqual([
      noon + MINUTE,
      undefined,
    ]);
    expect(await used(other, first, noon + 1)).toEqual([
      noon + MINUTE,
      undefined,
    ]);
    const { token: second } = await one.rotate(key.id, 1, HOUR);
    const later = noon + 5 * MINUTE;
    expect(await used(one, second, later)).toEqual([later, undefined]);
    expect(await used(one, first, later + 1)).toEqual([later + 1, later + 1]);
    // Of the key, and not of a change of it.
    expect((await one.stored(key.id)).version).toBe(2);
  });

  it('refuses more than a thousand that work', async () => {
    const { access, create, revoke } = await start();
    const { key } = await create();
    const [row] = await access.knex(ACCESS_TABLES.ingestionKeys);
    const copies = Array.from({ length: 999 }, (_, index) => ({
      ...row,
      id: `copy-${index}`,
      name_key: `copy ${index}`,
      token_id: `copy-${index}`,
    }));
    await access.knex.batchInsert(ACCESS_TABLES.ingestionKeys, copies, 100);
    await expect(create()).rejects.toThrow(/There are 1000 ingestion keys/);
    await revoke(key.id);
    await create();
  });
});
