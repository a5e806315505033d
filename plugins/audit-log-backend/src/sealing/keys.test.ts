// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  signCheckpoint,
  type SigningKey,
} from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import {
  events,
  nextProcess,
  sealedBefore,
  SIZE,
} from './__testUtils__/sealedBefore';
import { newKey, stopSealedLedgers } from './__testUtils__/sealedLedger';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'The keys of a ledger on %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    afterEach(stopSealedLedgers);

    const privately = (...keys: SigningKey[]) =>
      keys.map(key => ({ privateKey: key.toPem() }));

    it('are changed with overlap', async () => {
      const [old, young] = [newKey(), newKey()];
      const before = await sealedBefore(knex, { keys: privately(old) });
      await before.stop();

      const both = await nextProcess(knex, { keys: privately(young, old) });
      await both.ledger.sink.append(events(1));
      const { note } = await both.ledger.sealed(SIZE + 1);
      // Whoever knows one of them, knows it.
      for (const key of [old, young]) {
        expect(note).toContain(
          signCheckpoint(both.ledger.keys.verify(note).checkpoint, [key]).split(
            '\n\n',
          )[1],
        );
      }
      await both.ledger.stop();

      const after = await nextProcess(knex, {
        keys: [...privately(young), { publicKey: old.verifier }],
      });
      await after.ledger.sink.append(events(1));
      await after.ledger.sealed(SIZE + 2);
      expect(await after.ledger.listKeys()).toEqual([
        { id: young.id, verifier: young.verifier, state: 'signing' },
        { id: old.id, verifier: old.verifier, state: 'retired' },
      ]);
    });

    it('that are lost are believed once they are named', async () => {
      const [lost, young] = [newKey(), newKey()];
      const before = await sealedBefore(knex, { keys: privately(lost) });
      await before.stop();

      const { ledger, refusal } = await nextProcess(knex, {
        keys: privately(young),
      });
      expect(await refusal()).toMatchObject({ code: 'unsigned' });
      const listed = (await ledger.listKeys()).find(
        ({ state }) => state === 'unknown',
      );
      expect(listed?.verifier).toBe(lost.verifier);
      await ledger.stop();

      const after = await nextProcess(knex, {
        keys: [...privately(young), { publicKey: listed!.verifier }],
      });
      await after.ledger.sink.append(events(1));
      await after.ledger.sealed(SIZE + 1);
    });

    it('are known when the log has another name', async () => {
      const key = newKey();
      const before = await sealedBefore(knex, { keys: privately(key) });
      await before.stop();
      const { ledger } = await nextProcess(knex, {
        keys: privately(key),
        origin: 'elsewhere.example.com/log',
      });
      await ledger.sink.append(events(1));
      const { note } = await ledger.sealed(SIZE + 1);
      expect(note).toMatch(/^elsewhere/);
      expect((await ledger.listKeys()).map(({ state }) => state)).toEqual([
        'signing',
        'retired',
      ]);
    });
  },
);
