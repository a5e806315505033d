// SPDX-License-Identifier: Apache-2.0
import { NotVerifiableError } from '../export/ExportFormat';
import { COMMANDS } from './commands';
import { parseArguments } from './parseArguments';
import { printable, processTerminal, type Terminal } from './Terminal';
import { USAGE, UsageError } from './usage';

/**
 * The command `backstage-plugin-audit-log-verify`. Gives the code to end with: 0 verified, 1 something is wrong, 2 it could not
 * be checked.
 *
 * @public
 */
export async function runCli(
  argv: readonly string[],
  terminal: Terminal = processTerminal,
): Promise<number> {
  try {
    const { command, operand, values } = parseArguments(argv);
    if (command === 'help') {
      terminal.out(USAGE);
      return values.help ? 0 : 2;
    }
    return await COMMANDS[command](operand, values, terminal);
  } catch (error) {
    terminal.progress?.('');
    terminal.err(printable(`Could not be checked: ${reasonOf(error)}`));
    if (error instanceof UsageError) {
      terminal.err('--help tells how the command is called.');
    }
    return 2;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof NotVerifiableError || error instanceof UsageError) {
    return error.message;
  }
  // A file that is not there, a pipe that broke: what the system says of it.
  return error instanceof Error ? error.message : String(error);
}
