// SPDX-License-Identifier: Apache-2.0
import type { AccessDecider } from './AccessDecider';
import type { AccessControlService } from './accessControlServiceRef';
import type { RemoteAccess } from './RemoteAccess';

/** Decides from stored roles, wherever the audit log runs. @public */
export interface AccessResolver {
  /**
   * The decider of the newest snapshot known here; undefined until there is one, when whoever asks MUST deny what roles
   * decide. MUST NOT wait for anything: it is asked for every decision.
   */
  current(): AccessDecider | undefined;
}

/** Takes the audit log plugin of its own backend and, where there is none, the one of another. */
export class DefaultAccessResolver implements AccessResolver {
  static create(options: {
    readonly local: AccessControlService;
    readonly remote: RemoteAccess;
  }): DefaultAccessResolver {
    return new DefaultAccessResolver(options.local, options.remote);
  }

  readonly #stop = new AbortController();
  #asking: Promise<void> | undefined;

  private constructor(
    private readonly local: AccessControlService,
    private readonly remote: RemoteAccess,
  ) {}

  current(): AccessDecider | undefined {
    if (this.local.attached) {
      // Somebody may have asked before it was.
      this.#stop.abort();
      return this.local.current();
    }
    this.#asking ??= this.remote.run(this.#stop.signal);
    return this.remote.current();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#asking;
  }
}
