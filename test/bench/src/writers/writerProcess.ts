// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { appendToLedger } from '../appendToLedger';
import { freshEvents } from '../freshEvents';
import { openLedger } from '../openLedger';
import { answerCommands } from '../processes/answerCommands';
import { globalHead } from './globalHead';
import type { WriterCommands, WriterTask } from './WriterTask';

const CALL_SIZE = 100;
const CALLS_AT_ONCE = 16;

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
      appendToLedger(ledger.sink, events, {
        callSize: CALL_SIZE,
        callsAtOnce: CALLS_AT_ONCE,
      }),
  };
  return { commands, close };
});
