// SPDX-License-Identifier: Apache-2.0
import { createInterface } from 'node:readline';
import { startPostgres } from '../setup/postgres.mjs';

/** A PostgreSQL that does what it is told on its standard input: a word a line, which it repeats when it is done. */
const postgres = await startPostgres();
process.stdout.write(`${postgres.connectionString}\n`);
for await (const word of createInterface({ input: process.stdin })) {
  if (word === 'crash' || word === 'restart') {
    await postgres[word]();
    process.stdout.write(`${word}\n`);
  }
}
await postgres.stop();
