// SPDX-License-Identifier: Apache-2.0
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Request } from 'express';
import { AnswerObserver } from './AnswerObserver';

const ASKED = { items: [{ id: '1', permission: { name: 'toy.break' } }] };
const DENIED = JSON.stringify({
  items: [{ id: '1', result: AuthorizeResult.DENY }],
});

function startObserving() {
  const counter = { count: jest.fn() };
  const logger = mockServices.logger.mock();
  const observer = AnswerObserver.create({
    auth: mockServices.auth(),
    httpAuth: mockServices.httpAuth({
      defaultCredentials: mockCredentials.user('user:default/jane'),
    }),
    logger,
    counter,
  });
  return { counter, logger, observer };
}

const requestOf = (body: unknown) => ({ body, headers: {} } as Request);

describe('AnswerObserver', () => {
  it('counts with the request, and without its body', async () => {
    const { counter, observer } = startObserving();
    const request = requestOf({ ...ASKED, more: 'x'.repeat(1_000) });
    observer.observe(request, DENIED);
    await observer.settled();
    expect(counter.count).toHaveBeenCalledWith(
      { person: 'user:default/jane', permission: 'toy.break' },
      request,
    );
    expect(request.body).toBeUndefined();
  });

  it('logs once that it could not look at answers', async () => {
    const { counter, logger, observer } = startObserving();
    for (let time = 0; time < 2; time++) {
      observer.observe(requestOf(ASKED), 'not JSON, though with a DENY in it');
    }
    await observer.settled();
    expect(counter.count).not.toHaveBeenCalled();
    expect(logger.error).toHaveBeenCalledTimes(1);
  });
});
