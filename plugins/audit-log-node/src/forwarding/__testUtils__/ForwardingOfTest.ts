// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { type Config, ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { Forwarder } from '../Forwarder';
import { startReceiver } from './startReceiver';

type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** Forwarders whose journals are in one directory, and the audit log that they send to. It MUST be closed. */
export class ForwardingOfTest {
  static async create(): Promise<ForwardingOfTest> {
    const directory = await mkdtemp(join(tmpdir(), 'audit-log-forwarding-'));
    return new ForwardingOfTest(directory, await startReceiver());
  }

  readonly logger = mockServices.logger.mock();
  readonly #running = new Set<Forwarder>();

  private constructor(readonly directory: string, public receiver: Receiver) {}

  /** That of a process, with what is set below `auditLog`; it sends once it is connected. */
  start(settings: JsonObject & { readonly journal?: JsonObject } = {}) {
    const journal = { directory: this.directory, ...settings.journal };
    const forwarder = this.startWith(
      new ConfigReader({ auditLog: { ...settings, journal } }),
    );
    const connect = (
      options: {
        readonly plugin?: string;
        /** Where the audit log is, whenever it is asked for. */
        readonly url?: () => string;
        /** Where this process itself is. */
        readonly own?: string;
      } = {},
    ) => {
      const { plugin = 'toy', url = () => this.receiver.url } = options;
      const { own = 'http://other.example' } = options;
      forwarder.connect(plugin, {
        auth: mockServices.auth({ pluginId: plugin }),
        discovery: mockServices.discovery.mock({
          getBaseUrl: async id => (id === 'audit-log' ? url() : own),
        }),
      });
    };
    return { forwarder, connect };
  }

  startWith(config: Config): Forwarder {
    const forwarder = Forwarder.fromConfig(config, { logger: this.logger });
    this.#running.add(forwarder);
    return forwarder;
  }

  /** As when its process ends: what it has not sent is left to the next. */
  async end(forwarder: Forwarder): Promise<void> {
    this.#running.delete(forwarder);
    await forwarder.close();
  }

  async close(): Promise<void> {
    await this.receiver.close();
    await Promise.all(Array.from(this.#running, each => each.close()));
    await rm(this.directory, { recursive: true, force: true });
  }
}
