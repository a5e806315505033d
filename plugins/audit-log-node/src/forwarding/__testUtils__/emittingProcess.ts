// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Forwarder } from '../Forwarder';
import { emittedEvent } from './emittedEvent';

/** What the process is told, as JSON in its first argument. */
export interface EmittingProcessTask {
  readonly directory: string;
  /** Of the audit log. */
  readonly url: string;
}

const logger: LoggerService = {
  error: message => process.stderr.write(`${message}\n`),
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => logger,
};

/** Emits events without end, and says so: the id of each on a line once its plugin may go on. */
async function run({ directory, url }: EmittingProcessTask): Promise<void> {
  const forwarder = Forwarder.fromConfig(
    new ConfigReader({ auditLog: { journal: { directory } } }),
    { logger },
  );
  forwarder.connect('toy', {
    auth: mockServices.auth({ pluginId: 'toy' }),
    discovery: {
      getBaseUrl: async () => url,
      getExternalBaseUrl: async () => url,
    },
  });
  const emit = async () => {
    for (;;) {
      const event = emittedEvent();
      await forwarder.sink.append([event]);
      if (!process.stdout.write(`${event.id}\n`)) {
        await once(process.stdout, 'drain');
      }
    }
  };
  await Promise.all(Array.from({ length: 4 }, emit));
}

run(JSON.parse(process.argv[2])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
