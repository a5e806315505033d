// SPDX-License-Identifier: Apache-2.0
import type { RootLoggerService } from '@backstage/backend-plugin-api';
import { mockServices, type ServiceMock } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import denials from '.';
import {
  BREAK,
  MINE,
  startDenyingBackend,
} from './__testUtils__/startDenyingBackend';
import { results, until } from './__testUtils__/startRecordedBackend';

const { DENY } = AuthorizeResult;

describe('denialsModule when recording fails', () => {
  it.each(['at the beginning', 'at the end'])(
    'answers all the same, and logs it once, %s',
    async when => {
      const failing = jest.fn().mockRejectedValue(new Error('No disk'));
      const auditor = mockServices.auditor.mock({
        createEvent:
          when === 'at the beginning'
            ? failing
            : async () => ({ success: failing, fail: failing }),
      });
      const logger: ServiceMock<RootLoggerService> =
        mockServices.rootLogger.mock();
      logger.child.mockReturnValue(logger);
      const { ask, stop } = await startDenyingBackend([
        denials,
        auditor.factory,
        logger.factory,
      ]);
      for (const resourceRef of [MINE, `${MINE}-2`, `${MINE}-3`]) {
        const { body } = await ask([{ permission: BREAK, resourceRef }]);
        expect(results(body)).toEqual([DENY]);
      }
      await stop();
      await until(() => failing.mock.calls.length === 3);
      expect(
        logger.error.mock.calls.filter(([text]) =>
          String(text).includes('could not be recorded'),
        ),
      ).toHaveLength(1);
    },
  );
});
