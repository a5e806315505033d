// SPDX-License-Identifier: Apache-2.0
import { mockServices } from '@backstage/backend-test-utils';
import type { IngestionKeyInput } from 'backstage-plugin-audit-log-common';
import express, { type Request } from 'express';
import type { Knex } from 'knex';
import { testStore } from '../../__testUtils__/testStore';
import type { AccessStore } from '../../store/AccessStore';
import type { AccessTransaction } from '../../store/AccessTransaction';
import { createKey } from '../createKey';
import { KeyAuthenticator } from '../KeyAuthenticator';
import type { KeyRefusal } from '../KeyRefusal';
import { KnownKeys } from '../KnownKeys';
import { LastUses } from '../LastUses';
import { findKey } from '../operations/findKey';
import { revokeKey } from '../revokeKey';
import { rotateKey } from '../rotateKey';
import { updateKeyFields } from '../updateKeyFields';

export const BOSS = { by: 'user:default/boss' };

let names = 0;
export function keyInput(
  fields: Partial<IngestionKeyInput> = {},
): IngestionKeyInput {
  names += 1;
  return {
    name: `Key ${names}`,
    sources: ['https://ci.example.com/*'],
    projects: 'any',
    ...fields,
  };
}

/** A request as it comes in, with a body that nobody may hold on to. */
export function keyRequest(ip: string = '192.0.2.1'): Request {
  return Object.create(
    express.request,
    Object.getOwnPropertyDescriptors({
      method: 'POST',
      url: '/events?token=x',
      originalUrl: '/api/audit-log/v1/events?token=x',
      headers: {
        authorization: 'Bearer bkal_secret',
        'user-agent': 'curl/8',
      },
      socket: { remoteAddress: ip },
      app: express(),
      ip,
      hostname: 'portal.example.org',
      body: { large: true },
    }),
  );
}

/** A replica with a clock of its own, on a database that it may share with others. */
export async function testKeys(knex: Knex) {
  const access = await testStore(knex);
  await access.fresh();
  const refusals: KeyRefusal[] = [];
  const clock = { now: () => Date.now(), elapsed: () => performance.now() };
  const uses = LastUses.create({ access, logger: mockServices.logger.mock() });
  const authenticator = KeyAuthenticator.create({
    known: KnownKeys.create({ access, elapsed: () => clock.elapsed() }),
    uses,
    refuse: refusal => void refusals.push(refusal),
    now: () => clock.now(),
  });
  const change = <T>(
    work: (
      transaction: AccessTransaction,
    ) => Promise<{ readonly result: T; readonly meta: object }>,
  ) =>
    access.change(BOSS, async transaction => (await work(transaction)).result);
  return {
    access,
    clock,
    refusals,
    uses,
    create: (fields?: Partial<IngestionKeyInput>) =>
      change(transaction => createKey(transaction, keyInput(fields))),
    update: (update: Parameters<typeof updateKeyFields>[1]) =>
      change(transaction => updateKeyFields(transaction, update)),
    rotate: (id: string, version: number, overlapMs: number) =>
      change(transaction => rotateKey(transaction, { id, version, overlapMs })),
    revoke: (id: string) => change(transaction => revokeKey(transaction, id)),
    stored: async (id: string) => (await read(access, id))!,
    use: (token: string) => authenticator.authenticate(token, keyRequest()),
    /** The reason for which a token is refused. */
    async refusalOf(token: string) {
      const { name } = await authenticator
        .authenticate(token, keyRequest())
        .then(
          () => new Error('It was not refused'),
          (error: Error) => error,
        );
      return [name, refusals.at(-1)?.reason];
    },
  };
}

function read({ knex, dialect }: AccessStore, id: string) {
  return findKey(knex, dialect, { id });
}
