// SPDX-License-Identifier: Apache-2.0
import { ProxiedSignInPage, SignInPage } from '@backstage/core-components';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { z } from 'zod/v4';

/**
 * The way into the portal. Without configuration it offers to enter as a guest, which the backend grants in development
 * only. Behind a proxy that signs people in, name its provider:
 *
 *     app:
 *       extensions:
 *         - sign-in-page:app:
 *             config: { provider: oauth2Proxy }
 */
const signInPage = SignInPageBlueprint.makeWithOverrides({
  configSchema: {
    provider: z.string().optional(),
  },
  factory: (originalFactory, { config: { provider } }) =>
    originalFactory({
      loader: async () => props =>
        provider ? (
          <ProxiedSignInPage {...props} provider={provider} />
        ) : (
          <SignInPage {...props} providers={['guest']} />
        ),
    }),
});

export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage],
});
