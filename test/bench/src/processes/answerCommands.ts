// SPDX-License-Identifier: Apache-2.0

/** What a process can be told to do; input and result are JSON. */
export type Commands = Readonly<
  // The input of each is its own; `Worker.call` holds the two against each other.
  Record<string, (input: never) => Promise<unknown>>
>;

export interface Question {
  readonly id: string;
  readonly command: string;
  readonly input: unknown;
}

export interface Answer {
  readonly id: string;
  readonly value?: unknown;
  readonly error?: string;
}

/**
 * The other end of a Worker: makes everything ready, says so, and does what it is told until the parent lets go. Then it
 * closes, and the process ends.
 */
export async function answerCommands<TTask>(
  open: (
    task: TTask,
  ) => Promise<{ readonly commands: Commands; close(): Promise<void> }>,
): Promise<void> {
  const say = (answer: Answer) => process.send?.(answer);
  try {
    const { commands, close } = await open(JSON.parse(process.argv[2]));
    process.on('message', async (message: unknown) => {
      const { id, command, input } = message as Question;
      try {
        const value = await commands[command](input as never);
        say({ id, value });
      } catch (error: unknown) {
        say({ id, error: textOf(error) });
      }
    });
    process.once('disconnect', () => {
      void close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
    say({ id: 'ready' });
  } catch (error: unknown) {
    say({ id: 'ready', error: textOf(error) });
    process.disconnect();
    process.exitCode = 1;
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.stack}` : String(error);
}
