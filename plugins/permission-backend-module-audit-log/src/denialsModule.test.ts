// SPDX-License-Identifier: Apache-2.0
import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import denials from '.';
import {
  ASKED_BY,
  BREAK,
  DELETE,
  MINE,
  PLAY,
  TAKE,
  type Question,
} from './__testUtils__/startDenyingBackend';
import {
  results,
  startRecordedBackend,
} from './__testUtils__/startRecordedBackend';

const { ALLOW, DENY } = AuthorizeResult;
const YOURS = 'component:default/yours';

describe('denialsModule', () => {
  it('records what is denied to a person, and nothing that is allowed', async () => {
    const { ask, events, stopped } = await startRecordedBackend();
    const { body } = await ask([
      { permission: PLAY },
      { permission: DELETE },
    ]).set('User-Agent', 'a browser');
    expect(results(body)).toEqual([ALLOW, DENY]);
    expect(await events(1)).toMatchObject([
      {
        plugin: 'permission',
        event: 'permission-denied',
        action: 'permission.permission-denied',
        category: 'access',
        severity: 'medium',
        outcome: 'denied',
        actor: { type: 'user', ref: 'user:default/jane' },
        targets: [{ ref: 'permission:toy.delete' }],
        request: {
          method: 'POST',
          path: '/api/permission/authorize',
          address: '127.0.0.1',
          userAgent: 'a browser',
        },
        error: { name: 'NotAllowedError', message: 'toy.delete was denied' },
      },
    ]);
    const [{ meta }] = await stopped();
    expect(meta).toEqual({
      permission: 'toy.delete',
      action: 'delete',
      count: 1,
    });
  });

  it('leaves the answer as it is', async () => {
    const questions: Question[] = [
      { permission: PLAY },
      { permission: DELETE },
      { permission: BREAK, resourceRef: [MINE, YOURS] },
      { permission: TAKE, resourceRef: [MINE, YOURS] },
    ];
    const answers = await Promise.all(
      [[], [denials]].map(async features => {
        const { ask, stop } = await startRecordedBackend(features);
        const good = await ask(questions);
        const bad = await ask([{ permission: BREAK }]);
        await stop();
        return [good, bad].map(({ status, text, headers }) => ({
          status,
          type: headers['content-type'],
          text,
        }));
      }),
    );
    expect(answers[0].map(({ status }) => status)).toEqual([200, 400]);
    expect(answers[1]).toEqual(answers[0]);
  });

  it('records each question and each resource of a request', async () => {
    const { ask, stopped } = await startRecordedBackend();
    const { body } = await ask([
      { permission: DELETE },
      { permission: BREAK, resourceRef: [MINE, YOURS] },
      { permission: BREAK, resourceRef: 'not an entity' },
      { permission: TAKE, resourceRef: YOURS },
      { permission: TAKE, resourceRef: MINE },
      { permission: TAKE, resourceRef: [MINE, `${MINE}-2`, `${YOURS}-2`] },
    ]);
    // The conditions of TAKE are applied by the plugin that the toys belong to.
    expect(results(body)).toEqual([
      DENY,
      DENY,
      DENY,
      DENY,
      ALLOW,
      [ALLOW, ALLOW, DENY],
    ]);
    const told = (await stopped()).map(({ meta, targets }) => [
      meta.permission,
      meta.resourceType,
      meta.resourceRef,
      targets.map(({ ref }) => ref).slice(1),
    ]);
    expect(told).toEqual([
      ['toy.delete', undefined, undefined, []],
      ['toy.break', 'toy', MINE, [MINE]],
      ['toy.break', 'toy', YOURS, [YOURS]],
      ['toy.break', 'toy', 'not an entity', []],
      ['toy.take', 'toy', YOURS, [YOURS]],
      ['toy.take', 'toy', `${YOURS}-2`, [`${YOURS}-2`]],
    ]);
  });

  it('says which plugin asked on behalf of the person', async () => {
    const { ask, events } = await startRecordedBackend();
    await ask([{ permission: DELETE }], { [ASKED_BY]: 'plugin:toy' });
    expect(await events(1)).toMatchObject([
      {
        actor: { type: 'user', ref: 'user:default/jane', via: 'plugin:toy' },
        meta: { askedBy: 'plugin:toy' },
      },
    ]);
  });

  it('records neither what the audit log asks, nor services, nor nobody', async () => {
    const { ask, stopped } = await startRecordedBackend();
    const question = [{ permission: DELETE }];
    const audit = await ask(question, { [ASKED_BY]: 'plugin:audit-log' });
    expect(results(audit.body)).toEqual([DENY]);
    const nobody = await ask(question, {
      Authorization: mockCredentials.none.header(),
    });
    expect(nobody.status).toBe(401);
    const service = await ask(question, {
      Authorization: mockCredentials.service.header(),
    });
    expect(service.status).toBe(403);
    // What is asked last is recorded last.
    await ask(question, {
      Authorization: mockCredentials.user.header('user:default/john'),
    });
    expect(await stopped()).toMatchObject([
      { actor: { ref: 'user:default/john' }, meta: { count: 1 } },
    ]);
  });

  it('makes one event of repeats, which a shutdown writes', async () => {
    const { ask, events, stopped } = await startRecordedBackend();
    for (let time = 0; time < 4; time++) {
      await ask([{ permission: DELETE }, { permission: DELETE }]);
    }
    expect((await events(1)).map(({ meta }) => meta.count)).toEqual([1]);
    const [first, repeats, ...more] = await stopped();
    expect(more).toEqual([]);
    expect(first.meta).toEqual({ ...repeats.meta, count: 1 });
    expect(repeats).toMatchObject({
      outcome: 'denied',
      actor: { ref: 'user:default/jane' },
      // The client has gone by now.
      request: { address: '127.0.0.1' },
      meta: { permission: 'toy.delete', count: 7 },
    });
  });

  it('says how many it leaves out of a flood', async () => {
    const { ask, stopped } = await startRecordedBackend();
    const resourceRef = Array.from({ length: 250 }, (_, i) => `${YOURS}-${i}`);
    await ask([{ permission: BREAK, resourceRef }]);
    const events = await stopped();
    expect(events).toHaveLength(101);
    expect(events[100]).toMatchObject({
      outcome: 'denied',
      actor: { ref: 'user:default/jane' },
      targets: [{ ref: 'permission:toy.break' }],
      error: {
        message: expect.stringMatching(/^150 more denials .* left out/),
      },
    });
    expect(events[100].meta).toEqual({
      permissions: ['toy.break'],
      count: 150,
      leftOut: ['resources'],
    });
  });
});
