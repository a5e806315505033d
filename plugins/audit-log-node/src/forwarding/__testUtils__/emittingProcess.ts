// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Forwarder } from '../Forwarder';
import { begunOperation } from './begunOperation';
import { emittedEvent } from './emittedEvent';

/** What the process is told, as JSON in its first argument. */
export interface EmittingProcessTask {
  readonly directory: string;
  /** Of the audit log. */
  readonly url: string;
  /** It says more: of each operation that it began, and that it ended. */
  readonly operations?: boolean;
}

const logger: LoggerService = {
  error: message => process.stderr.write(`${message}\n`),
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => logger,
};

/**
 * Emits events without end, and says so: the id of each on a line once its plugin may go on. Those of operations are on lines
 * with `began` and the id of the operation, and `ended`, that id and the id of the event.
 */
async function run(task: EmittingProcessTask): Promise<void> {
  const { directory, url, operations } = task;
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
  const say = async (line: string) => {
    if (!process.stdout.write(`${line}\n`)) {
      await once(process.stdout, 'drain');
    }
  };
  const emit = async () => {
    for (;;) {
      const event = emittedEvent();
      await forwarder.sink.append([event]);
      await say(event.id);
    }
  };
  // One goes on for as long as the process lives.
  const beginOne = async () => {
    const { operationId } = emittedEvent();
    await forwarder.begin(begunOperation({ operationId }));
    await say(`began ${operationId}`);
  };
  const operate = async () => {
    for (;;) {
      const ending = emittedEvent();
      const { operationId } = ending;
      await forwarder.begin(begunOperation({ operationId }));
      await say(`began ${operationId}`);
      await sleep(2);
      await forwarder.end(ending);
      await say(`ended ${operationId} ${ending.id}`);
    }
  };
  if (operations) {
    await beginOne();
  }
  await Promise.all(Array.from({ length: 4 }, operations ? operate : emit));
}

run(JSON.parse(process.argv[2])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
