// SPDX-License-Identifier: Apache-2.0
import { ResponseError } from '@backstage/errors';
import type { ReportResult } from 'backstage-plugin-audit-log-common';
import type { DeclaredEventType } from '../kit/DeclaredEventType';
import type { PluginConnection } from './PluginConnection';
import { readRetryAfter } from './readRetryAfter';

const AUDIT_LOG = 'audit-log';
/** Longer than the audit log needs to say that it does not get on. */
const ANSWER_MS = 30_000;
/** Whoever sends the same again is answered the same. */
const NEVER = [400, 413, 415, 422];

/** What became of what was sent. */
export type SendOutcome =
  | { readonly kind: 'taken'; readonly quarantined: readonly ReportResult[] }
  /** The same again would be refused again. */
  | { readonly kind: 'refused'; readonly message: string }
  /** The same is to be sent again. */
  | {
      readonly kind: 'later';
      readonly message: string;
      readonly afterMs?: number;
    }
  /** There is no audit log in this portal. */
  | { readonly kind: 'nobody' };

/** Sends what a plugin has for the audit log in another process, as that plugin. Never rejects. */
export class EventSender {
  readonly #plugin: string;
  readonly #connection: PluginConnection;

  private constructor(plugin: string, connection: PluginConnection) {
    this.#plugin = plugin;
    this.#connection = connection;
  }

  static create(options: {
    readonly plugin: string;
    readonly connection: PluginConnection;
  }): EventSender {
    return new EventSender(options.plugin, options.connection);
  }

  /** Events as JSON, of at most 1,000 and 5 MB. */
  send(events: readonly string[], signal: AbortSignal): Promise<SendOutcome> {
    return this.#ask('POST', 'v1/events', `[${events.join(',')}]`, signal);
  }

  declare(
    types: readonly DeclaredEventType[],
    signal: AbortSignal,
  ): Promise<SendOutcome> {
    const body = JSON.stringify({ items: types });
    return this.#ask('PUT', 'v1/event-types', body, signal);
  }

  async #ask(
    method: string,
    path: string,
    body: string,
    signal: AbortSignal,
  ): Promise<SendOutcome> {
    try {
      const { auth, discovery } = this.#connection;
      const baseUrl = await discovery.getBaseUrl(AUDIT_LOG);
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: AUDIT_LOG,
      });
      const response = await fetch(`${baseUrl}/${path}`, {
        method,
        body,
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
        },
        signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
      });
      return await this.#outcomeOf(response, baseUrl);
    } catch (error: unknown) {
      return { kind: 'later', message: messageOf(error) };
    }
  }

  async #outcomeOf(response: Response, baseUrl: string): Promise<SendOutcome> {
    if (response.ok) {
      const answer = response.status === 204 ? {} : await response.json();
      const items: readonly ReportResult[] = answer.items ?? [];
      return {
        kind: 'taken',
        quarantined: items.filter(({ status }) => status === 'quarantined'),
      };
    }
    const { message } = await ResponseError.fromResponse(response);
    if (response.status === 404 && (await this.#isHere(baseUrl))) {
      return { kind: 'nobody' };
    }
    return NEVER.includes(response.status)
      ? { kind: 'refused', message }
      : { kind: 'later', message, afterMs: readRetryAfter(response) };
  }

  /** Whether the audit log would have to be in this very process, in which it is not. */
  async #isHere(baseUrl: string): Promise<boolean> {
    const own = await this.#connection.discovery.getBaseUrl(this.#plugin);
    return new URL(own).origin === new URL(baseUrl).origin;
  }
}

/** `fetch failed` says little; its cause says what failed. */
function messageOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  return cause === undefined ? String(error) : `${error}: ${cause}`;
}
