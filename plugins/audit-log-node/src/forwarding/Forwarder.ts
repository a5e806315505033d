// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AttachedAuditLog } from '../auditEventSinkServiceRef';
import type { AuditEventSink } from '../AuditEventSink';
import type { DeclaredEventType } from '../kit/DeclaredEventType';
import { redactEvent } from '../redaction/redactEvent';
import { SecretKeys } from '../redaction/SecretKeys';
import type { PluginConnection } from './PluginConnection';
import { PluginForwarder } from './PluginForwarder';
import {
  type JournalSettings,
  readJournalSettings,
} from '../journal/readJournalSettings';

/**
 * Stands for the audit log in a process that it is not in: hands the events of each plugin on to the one that it is in.
 * Secrets are taken out here, before anything is written down or sent anywhere.
 */
export class Forwarder implements AttachedAuditLog {
  readonly #settings: JournalSettings;
  readonly #secretKeys: SecretKeys;
  readonly #logger: LoggerService;
  readonly #plugins = new Map<string, PluginForwarder>();

  private constructor(options: {
    readonly settings: JournalSettings;
    readonly secretKeys: SecretKeys;
    readonly logger: LoggerService;
  }) {
    this.#settings = options.settings;
    this.#secretKeys = options.secretKeys;
    this.#logger = options.logger;
  }

  /** Throws an InputError when a setting is wrong. */
  static fromConfig(
    config: Config,
    options: { readonly logger: LoggerService },
  ): Forwarder {
    return new Forwarder({
      settings: readJournalSettings(config),
      secretKeys: SecretKeys.fromConfig(config),
      logger: options.logger,
    });
  }

  readonly sink: AuditEventSink = {
    append: events => this.#each(events, (to, own) => to.append(own)),
  };

  readonly durable: AuditEventSink = {
    append: events => this.#each(events, (to, own) => to.commit(own)),
  };

  declare(plugin: string, types: readonly DeclaredEventType[]): void {
    this.#of(plugin).declare(types);
  }

  connect(plugin: string, connection: PluginConnection): void {
    this.#of(plugin).connect(connection);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#plugins.values()].map(each => each.close()));
  }

  async #each(
    events: readonly NewAuditEvent[],
    hand: (to: PluginForwarder, own: readonly NewAuditEvent[]) => Promise<void>,
  ): Promise<void> {
    const byPlugin = new Map<string, NewAuditEvent[]>();
    for (const event of events) {
      const own = byPlugin.get(event.plugin) ?? [];
      own.push(redactEvent(event, this.#secretKeys));
      byPlugin.set(event.plugin, own);
    }
    await Promise.all(
      [...byPlugin].map(([plugin, own]) => hand(this.#of(plugin), own)),
    );
  }

  #of(plugin: string): PluginForwarder {
    const known = this.#plugins.get(plugin);
    if (known) {
      return known;
    }
    const { directory } = this.#settings;
    const forwarder = PluginForwarder.create({
      plugin,
      settings: {
        ...this.#settings,
        directory: join(directory, encodeURIComponent(plugin)),
      },
      logger: this.#logger,
    });
    this.#plugins.set(plugin, forwarder);
    return forwarder;
  }
}
