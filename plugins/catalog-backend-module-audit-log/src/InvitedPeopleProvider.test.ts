// SPDX-License-Identifier: Apache-2.0
import type { SchedulerServiceTaskRunner } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { InvitedPerson } from 'backstage-plugin-audit-log-common';
import { InvitedPeopleProvider } from './InvitedPeopleProvider';

const JANE = { id: '1', name: 'jane', email: 'jane@example.org' };
const BOB = { id: '2', name: 'bob', email: 'bob@example.org' };

async function connected(
  ask: () => Promise<readonly InvitedPerson[]>,
  applyMutation = jest.fn(),
  now = () => 0,
) {
  const logger = mockServices.logger.mock();
  let turn: () => Promise<void> = async () => {};
  const schedule: SchedulerServiceTaskRunner = {
    async run({ fn }) {
      turn = async () => fn(new AbortController().signal);
    },
  };
  // As the audit log answers: nothing when the version is the same.
  const askAfter = async (after: string | undefined) => {
    const items = await ask();
    const version = JSON.stringify(items);
    return version === after ? undefined : { version, items };
  };
  await InvitedPeopleProvider.create({
    ask: askAfter,
    logger,
    schedule,
    now,
  }).connect({
    applyMutation,
    refresh: jest.fn(),
  });
  return { applyMutation, logger, turn: () => turn() };
}

const namesOf = (applyMutation: jest.Mock) =>
  applyMutation.mock.calls.map(([{ entities }]) =>
    entities.map(({ entity }: any) => entity.metadata.name),
  );

describe('InvitedPeopleProvider', () => {
  it('changes the catalog only when the answer is another one', async () => {
    const ask = jest.fn(async () => [JANE] as readonly InvitedPerson[]);
    const { applyMutation, turn } = await connected(ask);
    await turn();
    await turn();
    ask.mockResolvedValue([JANE, BOB]);
    await turn();
    ask.mockResolvedValue([JANE]);
    await turn();
    expect(namesOf(applyMutation)).toEqual([
      ['jane'],
      ['jane', 'bob'],
      ['jane'],
    ]);
  });

  it('tells the catalog again after a while, since another replica may have told it something else', async () => {
    let now = 0;
    const { applyMutation, turn } = await connected(
      async () => [],
      jest.fn(),
      () => now,
    );
    await turn();
    now = 4 * 60_000;
    await turn();
    expect(applyMutation).toHaveBeenCalledTimes(1);
    now = 6 * 60_000;
    await turn();
    expect(applyMutation).toHaveBeenCalledTimes(2);
  });

  it('says once that the audit log is away, and once that it is back', async () => {
    const ask = jest.fn(async () => [JANE] as readonly InvitedPerson[]);
    const { applyMutation, logger, turn } = await connected(ask);
    await turn();
    ask.mockRejectedValue(new Error('ECONNREFUSED'));
    await turn();
    await turn();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    ask.mockResolvedValue([JANE]);
    await turn();
    expect(logger.info).toHaveBeenCalledTimes(1);
    expect(namesOf(applyMutation)).toEqual([['jane']]);
  });

  it('tries again what the catalog did not take', async () => {
    const applyMutation = jest
      .fn()
      .mockRejectedValueOnce(new Error('the database is away'))
      .mockResolvedValue(undefined);
    const { turn } = await connected(async () => [JANE], applyMutation);
    await expect(turn()).rejects.toThrow('away');
    await turn();
    expect(applyMutation).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['jane.doe+portal@example.org', 'Jane Doe'],
    ['a@example.org', 'A'],
    ['--@example.org', '--'],
  ])('calls %s %s', async (email, name) => {
    const { applyMutation, turn } = await connected(async () => [
      { ...JANE, email },
    ]);
    await turn();
    expect(
      applyMutation.mock.calls[0][0].entities[0].entity.spec.profile,
    ).toEqual({ email, displayName: name });
  });
});
