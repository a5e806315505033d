// SPDX-License-Identifier: Apache-2.0
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { permissionPolicy } from './permissionPolicy';

/** Which policy it is with a right setting, the browser tests say. */
describe('permissionPolicy', () => {
  it('stops the start when it is neither of those that there are', async () => {
    await expect(
      startTestBackend({
        features: [
          permissionPolicy,
          mockServices.rootConfig.factory({
            data: { portal: { policy: 'access_control' } },
          }),
        ],
      }),
    ).rejects.toThrow(
      "portal.policy: must be allow-all or access-control, got 'access_control'",
    );
  });
});
