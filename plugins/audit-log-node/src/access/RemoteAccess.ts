// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { growingPause } from '../growingPause';
import { AccessDecider } from './AccessDecider';
import { readSnapshot } from './readSnapshot';

const AUDIT_LOG = 'audit-log';
/** For how long the audit log is asked to wait for something new. */
const WAIT_SECONDS = 25;
/** A connection that is silent for longer is taken for a dead one. */
const SILENCE_MS = (WAIT_SECONDS + 10) * 1000;
/** Between an answer and the next question: replicas that differ for a while, and proxies, may answer at once. */
const PAUSE_MS = 200;

export interface RemoteAccessOptions {
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
  readonly logger: LoggerService;
}

/**
 * Keeps the newest snapshot of an audit log in another process, by long polling. While the audit log is away it goes on
 * from what is known, and tries again at growing intervals with some chance in them, so that many replicas do not all come
 * back at once.
 */
export class RemoteAccess {
  static create(options: RemoteAccessOptions): RemoteAccess {
    return new RemoteAccess(options);
  }

  #decider: AccessDecider | undefined;

  private constructor(private readonly options: RemoteAccessOptions) {}

  /** The decider of the newest snapshot; undefined before the first has arrived. */
  current(): AccessDecider | undefined {
    return this.#decider;
  }

  /** Keeps up until the signal; resolves then, and never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    const { logger } = this.options;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.#ask(signal);
        if (failures > 0) {
          logger.info('The audit log tells again who may do what');
        }
        failures = 0;
      } catch (error: unknown) {
        if (failures === 0 && !signal.aborted) {
          const meanwhile = this.#decider
            ? 'what was last known counts until it does'
            : 'what roles decide is denied until it does';
          logger.warn(
            `The audit log does not tell who may do what; ${meanwhile}`,
            { cause: String(error) },
          );
        }
        failures += 1;
      }
      const pause = failures === 0 ? PAUSE_MS : growingPause(failures);
      await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async #ask(signal: AbortSignal): Promise<void> {
    const { auth, discovery } = this.options;
    const baseUrl = await discovery.getBaseUrl(AUDIT_LOG);
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: AUDIT_LOG,
    });
    const query = new URLSearchParams({ wait: String(WAIT_SECONDS) });
    if (this.#decider) {
      query.set('after', this.#decider.version);
    }
    const response = await fetch(`${baseUrl}/v1/access/snapshot?${query}`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(SILENCE_MS)]),
    });
    if (response.status === 304) {
      return;
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    this.#decider = AccessDecider.create(readSnapshot(await response.json()));
  }
}
