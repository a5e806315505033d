// SPDX-License-Identifier: Apache-2.0
import type { Actor } from 'backstage-plugin-audit-log-common';
import { DEFAULT_LIMITS } from '../bounds/Limits';
import { Operation } from '../recording/Operation';
import { Patience } from '../recording/Patience';
import { describeReported } from './describeReported';
import { reportedActor } from './reportedActor';
import { signedInActor } from './signedInActor';

const NOBODY: Actor = { type: 'anonymous' };
const SIGN_IN = {
  plugin: 'auth',
  event: 'sign-in',
  outcome: 'succeeded',
  meta: { userEntityRef: 'User:default/Jane' },
} as const;

describe('signedInActor', () => {
  it.each(['sign-in', 'sign-out'])('is the person of a %s', event => {
    expect(signedInActor(NOBODY, { ...SIGN_IN, event })).toEqual({
      type: 'user',
      ref: 'user:default/jane',
    });
  });

  it.each<[string, Actor, object]>([
    ['another plugin says so', NOBODY, { plugin: 'toy' }],
    ['it is another event', NOBODY, { event: 'token-issue' }],
    ['they were refused', NOBODY, { outcome: 'denied' }],
    ['it failed', NOBODY, { outcome: 'failed' }],
    ['it was given up', NOBODY, { outcome: 'unfinished' }],
    ['no person is named', NOBODY, { meta: { userEntityRef: 'group:x/y' } }],
    [
      'the person is in another field',
      NOBODY,
      { meta: { createdBy: 'user:default/jane' } },
    ],
    [
      'the request has credentials of its own',
      { type: 'service', ref: 'external:ci' },
      {},
    ],
  ])('is nobody when %s', (_, actor, given) => {
    expect(signedInActor(actor, { ...SIGN_IN, ...given })).toBeUndefined();
  });

  it.each([
    ['auth', { type: 'user', ref: 'user:default/jane' }],
    ['toy', NOBODY],
  ])('makes the event of the plugin %s one of %j', async (plugin, actor) => {
    const operation = Operation.begin({
      plugin,
      description: describeReported({
        plugin,
        reported: { eventId: 'sign-in', meta: { ...SIGN_IN.meta } },
        limits: DEFAULT_LIMITS,
      }),
      identified: Promise.resolve({ actor: NOBODY }),
      identifying: Patience.of(100),
      limits: DEFAULT_LIMITS,
      attribute: reportedActor,
    });
    const event = await operation.end({ outcome: 'succeeded' });
    expect(event.actor).toEqual(actor);
  });
});
