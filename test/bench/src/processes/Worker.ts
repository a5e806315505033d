// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Uses } from '../Uses';
import type { Answer, Commands, Question } from './answerCommands';

/** Of the processes of the benchmark, written to this folder when they end, as Node's --cpu-prof does. */
function profiling(): readonly string[] {
  const folder = process.env.AUDIT_LOG_BENCH_PROFILES;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

/** Another process of this benchmark, which does what it is told. */
export class Worker<TCommands extends Commands> {
  /** Runs a TypeScript file that calls `answerCommands`, with its task as JSON; resolves once it is ready. */
  static async start<TCommands extends Commands>(
    uses: Uses,
    file: string,
    task: object = {},
    env: NodeJS.ProcessEnv = {},
  ): Promise<Worker<TCommands>> {
    // The options of this process, which make it understand TypeScript, are passed on.
    const child = fork(file, [JSON.stringify(task)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [...process.execArgv, ...profiling()],
      env: { ...process.env, ...env },
    });
    const worker = uses.use(new Worker<TCommands>(child), it => it.#stop());
    await worker.#answer('ready');
    return worker;
  }

  readonly #child: ChildProcess;
  readonly #waiting = new Map<
    string,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  #asked = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message: unknown) => {
      const { id, value, error } = message as Answer;
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) {
        waiting?.resolve(value);
      } else {
        waiting?.reject(new Error(error));
      }
    });
    child.on('exit', (code, signal) =>
      this.#waiting.forEach(({ reject }) =>
        reject(
          new Error(`A process of the benchmark ended: ${code ?? signal}`),
        ),
      ),
    );
  }

  call<TName extends keyof TCommands & string>(
    command: TName,
    input: Parameters<TCommands[TName]>[0],
  ): Promise<Awaited<ReturnType<TCommands[TName]>>> {
    const id = `${(this.#asked += 1)}`;
    const answer = this.#answer(id);
    const question: Question = { id, command, input };
    this.#child.send(question);
    return answer as Promise<Awaited<ReturnType<TCommands[TName]>>>;
  }

  /** Lets it end by itself. */
  async #stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      if (this.#child.connected) {
        this.#child.disconnect();
      }
      await ended;
    }
  }

  #answer(id: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
  }
}
