// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * An OAuth 2.0 authorization server on the loopback: the authorization code grant and refresh tokens that are good for one
 * use. It asks no passwords: whoever comes is `name`.
 */
export class AuthorizationServer {
  name = 'jane';
  /** What it answers at its token endpoint, if not tokens. */
  refusal: { readonly error: string; readonly description: string } | undefined;
  /** All codes and tokens that it ever gave. */
  readonly secrets: string[] = [];
  readonly #codes = new Map<string, string>();
  readonly #refreshTokens = new Map<string, string>();
  readonly #server: Server;
  /** A refresh token that takes several cookies. */
  hasLongTokens = false;

  private constructor() {
    this.#server = createServer((request, response) => {
      const url = new URL(request.url!, this.url);
      if (url.pathname === '/authorize') {
        const code = this.#give(this.#codes, this.name);
        const back = new URL(url.searchParams.get('redirect_uri')!);
        back.searchParams.set('code', code);
        back.searchParams.set('state', url.searchParams.get('state')!);
        response.writeHead(302, { location: back.toString() }).end();
        return;
      }
      const { status, body } = this.#token(url.searchParams);
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify(body));
    });
  }

  static async start(): Promise<AuthorizationServer> {
    const server = new AuthorizationServer();
    await new Promise<void>(resolve =>
      server.#server.listen(0, '127.0.0.1', resolve),
    );
    return server;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #token(query: URLSearchParams) {
    const grant = query.get('code') ?? query.get('refresh_token') ?? '';
    const grants = query.has('code') ? this.#codes : this.#refreshTokens;
    const name = grants.get(grant);
    grants.delete(grant);
    if (!name || this.refusal) {
      const { error = 'invalid_grant', description = `${grant} is not valid` } =
        this.refusal ?? {};
      return { status: 400, body: { error, error_description: description } };
    }
    return {
      status: 200,
      body: {
        access_token: this.#secret(),
        refresh_token: this.#give(this.#refreshTokens, name),
        name,
      },
    };
  }

  #give(grants: Map<string, string>, name: string): string {
    const secret = this.#secret();
    grants.set(secret, name);
    return secret;
  }

  #secret(): string {
    const secret = `secret${randomUUID()}${
      this.hasLongTokens ? '/x'.repeat(2_500) : ''
    }`;
    this.secrets.push(secret);
    return secret;
  }
}
