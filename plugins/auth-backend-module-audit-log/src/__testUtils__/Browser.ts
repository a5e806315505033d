// SPDX-License-Identifier: Apache-2.0

export interface BrowserAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Somebody's browser at the auth plugin: it keeps cookies, and follows redirects when it is told to. */
export class Browser {
  /** Of the auth plugin. */
  url: string;
  readonly #cookies = new Map<string, string>();
  userAgent: string;

  private constructor(url: string, userAgent: string) {
    this.url = url;
    this.userAgent = userAgent;
  }

  static open(url: string, userAgent = 'Firefox'): Browser {
    return new Browser(url, userAgent);
  }

  get secrets(): string[] {
    return [...this.#cookies.values()];
  }

  async send(
    path: string,
    init: {
      method?: string;
      headers?: Record<string, string>;
      body?: string;
    } = {},
  ): Promise<BrowserAnswer> {
    const response = await fetch(new URL(path, `${this.url}/`), {
      ...init,
      redirect: 'manual',
      headers: {
        'user-agent': this.userAgent,
        'x-requested-with': 'XMLHttpRequest',
        ...(this.#cookies.size && {
          cookie: [...this.#cookies].map(each => each.join('=')).join('; '),
        }),
        ...init.headers,
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';', 1)[0].split('=');
      if (value && !/Max-Age=0/.test(cookie)) {
        this.#cookies.set(name, value);
      } else if (!/Domain=/i.test(cookie)) {
        this.#cookies.delete(name);
      }
    }
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
    };
  }

  refresh(provider: string, headers?: Record<string, string>) {
    return this.send(`${provider}/refresh?env=development`, { headers });
  }

  logout(provider: string) {
    return this.send(`${provider}/logout?env=development`, { method: 'POST' });
  }

  /** To the provider and back, as far as the portal. With `flow: 'redirect'` without a popup. */
  async signIn(
    provider: string,
    flow: Record<string, string> = {},
  ): Promise<BrowserAnswer> {
    return this.send(await this.visit(provider, flow));
  }

  /** To the provider, and to where it sends the browser: back to the portal, whichever replica answers there. */
  async visit(
    provider: string,
    flow: Record<string, string> = {},
  ): Promise<string> {
    const query = new URLSearchParams({ env: 'development', ...flow });
    const start = await this.send(`${provider}/start?${query}`);
    const away = await this.send(start.headers.get('location')!);
    return away.headers.get('location')!.split('/api/auth/')[1];
  }
}
