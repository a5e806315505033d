// SPDX-License-Identifier: Apache-2.0
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Actor } from 'backstage-plugin-audit-log-common';
import type { Request } from 'express';
import { Patience } from './Patience';
import { effectiveActor, readActor } from './readActor';

const SCAFFOLDER: Actor = { type: 'system', ref: 'plugin:scaffolder' };
const JANE = 'user:default/jane';

describe('readActor', () => {
  const read = (httpAuth = mockServices.httpAuth.mock(), request = true) =>
    readActor({
      auth: mockServices.auth(),
      httpAuth,
      pluginId: 'toy',
      checking: Patience.of(10_000),
      request: request ? ({} as Request) : undefined,
    });

  it('is the plugin itself without a request', async () => {
    expect(await read(undefined, false)).toEqual({
      actor: { type: 'system', ref: 'plugin:toy' },
    });
  });

  it('is a user in the normal form, and the service that acts for one', async () => {
    const httpAuth = mockServices.httpAuth.mock();
    httpAuth.credentials.mockResolvedValue({
      ...mockCredentials.user(),
      principal: {
        type: 'user',
        userEntityRef: 'User:default/Jane',
        actor: { type: 'service', subject: 'plugin:search' },
      },
    } as never);
    expect(await read(httpAuth)).toEqual({
      actor: { type: 'user', ref: JANE, via: 'plugin:search' },
    });
  });

  it('is nobody, and marked, when the token cannot be checked in time', async () => {
    jest.useFakeTimers();
    try {
      const httpAuth = mockServices.httpAuth.mock();
      httpAuth.credentials.mockReturnValue(new Promise(() => {}));
      const reading = read(httpAuth);
      await jest.advanceTimersByTimeAsync(10_000);
      expect(await reading).toEqual({
        actor: { type: 'anonymous' },
        labels: ['unverified-credentials'],
      });
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('effectiveActor', () => {
  it.each<[string, Actor, object, Actor]>([
    [
      'the person a plugin acts for',
      SCAFFOLDER,
      { createdBy: 'User:default/Jane' },
      { type: 'user', ref: JANE, via: 'plugin:scaffolder' },
    ],
    [
      'the same when it calls with its token',
      { type: 'service', ref: 'plugin:permission' },
      { userEntityRef: JANE, createdBy: 'user:default/other' },
      { type: 'user', ref: JANE, via: 'plugin:permission' },
    ],
    ['the plugin, if it names no person', SCAFFOLDER, {}, SCAFFOLDER],
    [
      'the plugin, if what it names is none',
      SCAFFOLDER,
      { createdBy: 'group:default/admins', userEntityRef: 7 },
      SCAFFOLDER,
    ],
    [
      'an outside service, whatever it claims',
      { type: 'service', ref: 'external:ci' },
      { createdBy: JANE },
      { type: 'service', ref: 'external:ci' },
    ],
    [
      'the person whose request it is, whatever else is named',
      { type: 'user', ref: 'user:default/mallory' },
      { createdBy: JANE },
      { type: 'user', ref: 'user:default/mallory' },
    ],
  ])('is %s', (_, actor, meta, effective) => {
    expect(effectiveActor(actor, { ...meta })).toEqual(effective);
  });
});
