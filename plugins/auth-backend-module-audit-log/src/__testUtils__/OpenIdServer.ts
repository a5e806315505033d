// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { Browser, type BrowserAnswer } from './Browser';

/** The portal, as it is registered with the provider. */
const CLIENT = {
  client_id: 'portal',
  client_secret: 'the-secret-of-the-portal',
  redirect_uris: ['http://127.0.0.1:7007/api/auth/oidc/handler/frame'],
  grant_types: ['authorization_code', 'refresh_token'],
};

/** What a person does at the pages of the provider. */
export interface Visit {
  readonly as: string;
  readonly consents?: boolean;
}

/** A provider of OpenID Connect on the loopback that is made with `oidc-provider`, certified software. It insists on PKCE. */
export class OpenIdServer {
  readonly url: string;
  /** Its client's and, when it has stopped, all codes, tokens and the like that it ever gave or was given. */
  readonly secrets: string[] = [CLIENT.client_secret];
  readonly #process: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#process = child;
  }

  static async start(): Promise<OpenIdServer> {
    const child = fork(
      resolve(__dirname, 'openIdServer.mjs'),
      [JSON.stringify(CLIENT)],
      // Its warnings are about what is not for production.
      { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
    );
    const [{ url }] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`The provider did not start: ${code}`);
      }),
    ]);
    return new OpenIdServer(url, child);
  }

  /** As the portal is configured to use it. */
  get config() {
    return {
      metadataUrl: `${this.url}/.well-known/openid-configuration`,
      clientId: CLIENT.client_id,
      clientSecret: CLIENT.client_secret,
      // The port of the portal is not known before it has started.
      callbackUrl: CLIENT.redirect_uris[0],
      additionalScopes: ['offline_access'],
      prompt: 'consent',
      signIn: {
        resolvers: [{ resolver: 'emailLocalPartMatchingUserEntityName' }],
      },
    };
  }

  /** From where the portal sends a browser to where the provider sends it back to, below the auth plugin. */
  async visit(away: string, { as, consents = true }: Visit): Promise<string> {
    const browser = Browser.open(this.url);
    let location = away;
    while (!location.startsWith(CLIENT.redirect_uris[0])) {
      const { status, headers, text } = await browser.send(location);
      const next =
        headers.get('location') ??
        (status === 200 && (await answerPage(browser, text, { as, consents })));
      if (!next) {
        throw new Error(`The provider answers ${status}: ${text}`);
      }
      location = next;
    }
    return location.split('/api/auth/')[1];
  }

  /** Lets this much time pass for the provider. */
  async advance(milliseconds: number): Promise<void> {
    await this.#tell({ clockAheadMs: milliseconds });
  }

  /** From now on it publishes other keys than it signs with. */
  async hideKeys(): Promise<void> {
    await this.#tell({ publishesKeys: false });
  }

  async stop(): Promise<void> {
    if (this.#process.connected) {
      const { secrets } = await this.#tell({});
      this.secrets.push(...secrets);
      const exit = once(this.#process, 'exit');
      this.#process.disconnect();
      await exit;
    }
  }

  async #tell(change: object): Promise<{ secrets: string[] }> {
    const answer = once(this.#process, 'message');
    this.#process.send(change);
    return (await answer)[0];
  }
}

/** Fills in the form of a page, or follows its link to cancel. To where that leads. */
async function answerPage(
  browser: Browser,
  page: string,
  { as, consents }: Visit,
): Promise<string | null> {
  const [, prompt] = /name="prompt" value="(\w+)"/.exec(page)!;
  let answer: BrowserAnswer;
  if (prompt === 'consent' && !consents) {
    answer = await browser.send(/href="([^"]+\/abort)"/.exec(page)![1]);
  } else {
    answer = await browser.send(/action="([^"]+)"/.exec(page)![1], {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `${new URLSearchParams({ prompt, login: as, password: 'any' })}`,
    });
  }
  return answer.headers.get('location');
}
