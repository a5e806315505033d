// SPDX-License-Identifier: Apache-2.0
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createOAuthAuthenticator,
  createOAuthProviderFactory,
  type OAuthSession,
} from '@backstage/plugin-auth-node';

interface Context {
  readonly issuer: string;
  readonly callbackUrl: string;
}

interface Profile {
  readonly name: string;
}

const authenticator = createOAuthAuthenticator<Context, Profile>({
  defaultProfileTransform: async ({ fullProfile }) => ({
    profile: { displayName: fullProfile.name },
  }),
  initialize: ({ config, callbackUrl }) => ({
    issuer: config.getString('issuer'),
    callbackUrl,
  }),
  async start({ state }, { issuer, callbackUrl }) {
    const query = new URLSearchParams({ state, redirect_uri: callbackUrl });
    return { url: `${issuer}/authorize?${query}` };
  },
  async authenticate({ req }, { issuer }) {
    return askForTokens(issuer, { code: String(req.query.code) });
  },
  async refresh({ refreshToken }, { issuer }) {
    return askForTokens(issuer, { refresh_token: refreshToken });
  },
  async logout() {},
});

/** An OAuth provider `acme` of the auth plugin, as providers are made, for an `AuthorizationServer`. */
export const authModuleAcmeProvider = createBackendModule({
  pluginId: 'auth',
  moduleId: 'acme-provider',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'acme',
          factory: createOAuthProviderFactory({
            authenticator,
            signInResolver: async ({ result }, context) =>
              context.signInWithCatalogUser({
                entityRef: { name: result.fullProfile.name },
              }),
          }),
        });
      },
    });
  },
});

async function askForTokens(
  issuer: string,
  grant: Record<string, string>,
): Promise<{ fullProfile: Profile; session: OAuthSession }> {
  const response = await fetch(
    `${issuer}/token?${new URLSearchParams(grant)}`,
    { method: 'POST' },
  );
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(`${answer.error}: ${answer.error_description}`);
  }
  return {
    fullProfile: { name: answer.name },
    session: {
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token,
      tokenType: 'bearer',
      scope: '',
    },
  };
}
