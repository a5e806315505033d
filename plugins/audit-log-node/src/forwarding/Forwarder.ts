// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type {
  NewAuditEvent,
  Severity,
} from 'backstage-plugin-audit-log-common';
import type {
  AttachedAuditLog,
  OpenOperation,
} from '../auditEventSinkServiceRef';
import type { AuditEventSink } from '../AuditEventSink';
import { readStorageFailure } from '../begins/readStorageFailure';
import type { DeclaredEventType } from '../kit/DeclaredEventType';
import { redactEvent } from '../redaction/redactEvent';
import { redactingSink } from '../redaction/redactingSink';
import { SecretKeys } from '../redaction/SecretKeys';
import type { PluginConnection } from './PluginConnection';
import { PluginForwarder } from './PluginForwarder';
import {
  type JournalSettings,
  readJournalSettings,
} from '../journal/readJournalSettings';

interface ForwarderOptions {
  readonly settings: JournalSettings;
  readonly secretKeys: SecretKeys;
  readonly severity: Severity | undefined;
  readonly logger: LoggerService;
}

/**
 * Stands for the audit log in a process that it is not in: hands the events of each plugin on to the one that it is in.
 * Secrets are taken out here, before anything is written down or sent anywhere.
 */
export class Forwarder implements AttachedAuditLog {
  readonly #options: ForwarderOptions;
  readonly #plugins = new Map<string, PluginForwarder>();

  private constructor(options: ForwarderOptions) {
    this.#options = options;
  }

  /** Throws an InputError when a setting is wrong. */
  static fromConfig(
    config: Config,
    options: { readonly logger: LoggerService },
  ): Forwarder {
    return new Forwarder({
      settings: readJournalSettings(config),
      secretKeys: SecretKeys.fromConfig(config),
      severity: readStorageFailure(config),
      logger: options.logger,
    });
  }

  readonly sink: AuditEventSink = {
    append: events => this.#each(events, (to, own) => to.append(own)),
  };

  readonly durable: AuditEventSink = {
    append: events => this.#each(events, (to, own) => to.commit(own)),
  };

  begin(operation: OpenOperation): Promise<void> {
    return this.#of(operation.plugin).begin(operation);
  }

  end(event: NewAuditEvent): Promise<void> {
    const redacted = redactEvent(event, this.#options.secretKeys);
    return this.#of(event.plugin).end(redacted);
  }

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
      own.push(redactEvent(event, this.#options.secretKeys));
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
    const { settings, secretKeys } = this.#options;
    const forwarder = PluginForwarder.create({
      ...this.#options,
      plugin,
      settings: {
        ...settings,
        directory: join(settings.directory, encodeURIComponent(plugin)),
      },
      prepare: next => redactingSink(secretKeys, next),
    });
    this.#plugins.set(plugin, forwarder);
    return forwarder;
  }
}
