// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { UsageError } from './usage';

const OPTIONS = {
  key: { type: 'string', multiple: true },
  'key-file': { type: 'string', multiple: true },
  checkpoint: { type: 'string' },
  save: { type: 'string' },
  full: { type: 'boolean' },
  token: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const KEYS = ['key', 'key-file', 'json'] as const;

/** The options that each command takes. */
const TAKEN: Readonly<Record<string, readonly (keyof typeof OPTIONS)[]>> = {
  export: [...KEYS, 'checkpoint'],
  server: [...KEYS, 'checkpoint', 'save', 'full', 'token'],
  event: KEYS,
  keygen: ['json'],
};

/** How the command was called. Throws a UsageError when it cannot be called so. */
export function parseArguments(argv: readonly string[]) {
  const { values, positionals } = parse(argv);
  const [command, operand, ...others] = positionals;
  if (values.help || command === undefined) {
    return { command: 'help', operand: '', values };
  }
  const taken = Object.hasOwn(TAKEN, command) ? TAKEN[command] : undefined;
  if (taken === undefined) {
    throw new UsageError(`There is no command '${command}'`);
  }
  if (operand === undefined || others.length > 0) {
    throw new UsageError(`'${command}' takes one argument`);
  }
  const unknown = (Object.keys(values) as (keyof typeof OPTIONS)[]).find(
    name => !taken.includes(name),
  );
  if (unknown !== undefined) {
    throw new UsageError(`'${command}' has no option --${unknown}`);
  }
  return { command, operand, values };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: OPTIONS,
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

/** The options of a call. */
export type Options = ReturnType<typeof parseArguments>['values'];
