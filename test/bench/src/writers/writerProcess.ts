// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { appendToLedger } from '../appendToLedger';
import { freshEvents } from '../freshEvents';
import { openLedger } from '../openLedger';
import { answerCommands } from '../processes/answerCommands';
import { globalHead } from './globalHead';
import type { WriterCommands, WriterTask } from './WriterTask';

const CALLS = { callSize: 100, callsAtOnce: 16 };
/**
 * With one head for all, a process has one batch at a time, of the greatest size: of two, the second would take the head and wait
 * for the first. The others are at work meanwhile, for who may be next.
 */
const CALLS_IN_TURN = { callSize: 500, callsAtOnce: 1 };

void answerCommands(async ({ database, variant, keyFile }: WriterTask) => {
  const { ledger, close } = await openLedger(database, {
    participant: variant === 'global head' ? globalHead : undefined,
    keyFile: variant === 'not sealed' ? undefined : keyFile,
  });
  let events: readonly NewAuditEvent[] = [];
  const commands: WriterCommands = {
    async prepare({ events: count, seed }) {
      events = freshEvents(count, seed);
      return events.length;
    },
    append: async () =>
      appendToLedger(
        ledger.sink,
        events,
        variant === 'global head' ? CALLS_IN_TURN : CALLS,
      ),
  };
  return { commands, close };
});
