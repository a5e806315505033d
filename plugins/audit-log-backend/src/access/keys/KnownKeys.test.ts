// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { testKeys } from './__testUtils__/testKeys';
import { KnownKeys } from './KnownKeys';
import { newTokenId } from './keyToken';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

async function start() {
  const knex = await databases.init('SQLITE_3');
  const { access, create } = await testKeys(knex);
  const clock = { elapsed: 0 };
  let lookups = 0;
  const known = KnownKeys.create({ access, elapsed: () => clock.elapsed });
  access.knex.on('query', ({ sql }: { sql: string }) => {
    lookups +=
      sql.includes('"token_id" =') || sql.includes('`token_id` =') ? 1 : 0;
  });
  return { access, clock, create, known, lookups: () => lookups };
}

describe('KnownKeys', () => {
  it('asks once for many at a time, and once in five seconds', async () => {
    const { clock, create, known, lookups } = await start();
    const { tokenId, id } = (await create()).key;
    const found = await Promise.all(
      Array.from({ length: 100 }, () => known.find(tokenId)),
    );
    expect(new Set(found.map(key => key?.id))).toEqual(new Set([id]));
    expect(lookups()).toBe(1);
    clock.elapsed = 4_999;
    await known.find(tokenId);
    expect(lookups()).toBe(1);
    clock.elapsed = 5_000;
    await known.find(tokenId);
    expect(lookups()).toBe(2);
  });

  it('keeps room in the database when somebody makes up tokens', async () => {
    const { create, known, lookups } = await start();
    const { tokenId } = (await create()).key;
    await known.find(tokenId);
    const made = await Promise.allSettled(
      Array.from({ length: 1_000 }, () => known.find(newTokenId())),
    );
    const refused = made.filter(({ status }) => status === 'rejected');
    expect(lookups()).toBe(1 + 20);
    expect(refused).toHaveLength(980);
    expect(refused[0]).toMatchObject({
      reason: { name: 'ServiceUnavailableError' },
    });
    // Whoever is known is not kept out, and what was made up is not remembered.
    expect(await known.find(tokenId)).toBeDefined();
    expect(await known.find(newTokenId())).toBeUndefined();
  });

  it('says so when the database is away, and knows for five seconds what it knew', async () => {
    const { access, clock, create, known } = await start();
    const { tokenId } = (await create()).key;
    await known.find(tokenId);
    await access.knex.destroy();
    expect(await known.find(tokenId)).toBeDefined();
    clock.elapsed = 5_000;
    await expect(known.find(tokenId)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/in a moment$/),
    });
    await access.knex.initialize();
  });
});
