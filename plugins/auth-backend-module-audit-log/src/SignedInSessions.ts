// SPDX-License-Identifier: Apache-2.0
import { createHmac, randomBytes } from 'node:crypto';

/** What a session is known by: the refresh token that the browser holds or, where it holds none, who it is and where. */
export type SessionKey =
  | { readonly provider: string; readonly refreshToken: string }
  | {
      readonly provider: string;
      readonly person: string;
      readonly userAgent: string | undefined;
    };

export interface Session {
  /** Undefined as long as only the browser's part is known: it returned from the provider, and has yet to ask who it is. */
  readonly person?: string;
}

interface Entry extends Session {
  readonly heardAt: number;
}

/** About 10 MB. */
const MOST_SESSIONS = 50_000;

/**
 * The sessions that were heard of lately. It forgets those that were not heard of for a while, and the longest unheard when
 * there are too many. It holds no tokens, but what they are recognized by while this process runs.
 */
export class SignedInSessions {
  readonly #newSessionAfterMs: number;
  readonly #mostSessions: number;
  readonly #key = randomBytes(32);
  /** The longest unheard comes first. */
  readonly #sessions = new Map<string, Entry>();

  private constructor(newSessionAfterMs: number, mostSessions: number) {
    this.#newSessionAfterMs = newSessionAfterMs;
    this.#mostSessions = mostSessions;
  }

  static create(options: {
    readonly newSessionAfterMs: number;
    readonly mostSessions?: number;
  }): SignedInSessions {
    return new SignedInSessions(
      options.newSessionAfterMs,
      options.mostSessions ?? MOST_SESSIONS,
    );
  }

  find(key: SessionKey): Session | undefined {
    const entry = this.#sessions.get(this.#digest(key));
    return entry && Date.now() - entry.heardAt < this.#newSessionAfterMs
      ? entry
      : undefined;
  }

  /** Notes that a session was heard of, new or not. */
  hear(key: SessionKey, { person }: Session): void {
    const digest = this.#digest(key);
    this.#sessions.delete(digest);
    this.#sessions.set(digest, { person, heardAt: Date.now() });
    if (this.#sessions.size > this.#mostSessions) {
      this.#sessions.delete(this.#sessions.keys().next().value!);
    }
  }

  end(key: SessionKey): void {
    this.#sessions.delete(this.#digest(key));
  }

  #digest(key: SessionKey): string {
    const { provider } = key;
    const parts =
      'refreshToken' in key
        ? [provider, key.refreshToken]
        : [provider, key.person, key.userAgent ?? ''];
    return createHmac('sha256', this.#key)
      .update(JSON.stringify(parts))
      .digest('base64');
  }
}
