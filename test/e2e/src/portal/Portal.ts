// SPDX-License-Identifier: Apache-2.0
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { administrator } from '../people';
import { builtPortal, checkout } from './checkout';
import { knowsExamples } from './knowsExamples';
import { signIn } from './signIn';

// eslint-disable-next-line no-restricted-syntax -- this package is never built
const SHIFTED_CLOCK = resolve(__dirname, 'shiftedClock.cjs');

export interface PortalOptions {
  /** Holds the configuration, the log and the embedded database of this portal. */
  readonly directory: string;
  readonly port: number;
  /** Laid over app-config.yaml and app-config.test.yaml. */
  readonly config: object;
  /** Whether its clock can be set. */
  readonly hasShiftedClock?: boolean;
}

/** The built portal, frontend and backend on one port, in a process of its own. */
export class Portal {
  readonly url: string;
  readonly #options: PortalOptions;
  #process?: ChildProcess;
  #shift = 0;

  static async start(options: PortalOptions): Promise<Portal> {
    const portal = new Portal(options);
    await portal.#start();
    return portal;
  }

  private constructor(options: PortalOptions) {
    this.#options = options;
    this.url = `http://localhost:${options.port}`;
  }

  /** Everything the portal has printed since it was first started. */
  readLog(): Promise<string> {
    return readFile(resolve(this.#options.directory, 'portal.log'), 'utf8');
  }

  /** The embedded database of a plugin, which the portal has open all the while. */
  databaseFile(plugin: string): string {
    return resolve(this.#options.directory, 'data', `${plugin}.sqlite`);
  }

  /** What its clock says. */
  now(): number {
    return Date.now() + this.#shift;
  }

  /** Lets time go by for it, or go back. Whoever was signed in is so no longer, as far as it can tell. */
  async wait(milliseconds: number): Promise<void> {
    this.#shift += milliseconds;
    await this.#setClock();
  }

  async #setClock(): Promise<void> {
    const answered = once(this.#process!, 'message', {
      signal: AbortSignal.timeout(60_000),
    });
    this.#process!.send({ shift: this.#shift });
    await answered;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.#start();
  }

  /** Stops the portal the way an orchestrator does. */
  async stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child && isRunning(child)) {
      const exited = once(child, 'exit');
      const patience = setTimeout(() => child.kill('SIGKILL'), 30_000);
      child.kill('SIGTERM');
      await exited;
      clearTimeout(patience);
    }
  }

  async #start(): Promise<void> {
    const { directory, port, config, hasShiftedClock } = this.#options;
    await mkdir(directory, { recursive: true });
    const configFile = resolve(directory, 'app-config.json');
    // By its path: by its name, the frontend of the checkout would be found first.
    const app = { packageName: resolve(builtPortal, 'packages/app') };
    await writeFile(configFile, JSON.stringify({ ...config, app }, null, 2));

    const log = openSync(resolve(directory, 'portal.log'), 'a');
    const child = spawn(
      process.execPath,
      [
        ...(hasShiftedClock ? ['--require', SHIFTED_CLOCK] : []),
        resolve(builtPortal, 'packages/backend'),
        ...['app-config.yaml', 'app-config.test.yaml', configFile].flatMap(
          file => ['--config', resolve(checkout, file)],
        ),
      ],
      {
        // What the configuration takes paths as relative to.
        cwd: resolve(builtPortal, 'packages/backend'),
        env: {
          ...process.env,
          NODE_ENV: 'production',
          PORTAL_PORT: String(port),
          PORTAL_DATA: resolve(directory, 'data'),
        },
        stdio: [
          'ignore',
          log,
          log,
          ...(hasShiftedClock ? ['ipc' as const] : []),
        ],
      },
    );
    closeSync(log);
    this.#process = child;
    if (hasShiftedClock) {
      await this.#setClock();
    }
    // A run that is interrupted leaves no portal behind.
    const end = () => child.kill('SIGKILL');
    process.once('exit', end);
    child.once('exit', () => process.off('exit', end));
    await this.#untilFilled();
  }

  /** The catalog fills itself after the start, so a portal can answer before it knows everything and everyone. */
  async #untilFilled(): Promise<void> {
    const deadline = Date.now() + 240_000;
    while (Date.now() < deadline) {
      if (!this.#process || !isRunning(this.#process)) {
        throw new Error(`The portal ended at start:\n${await this.#logEnd()}`);
      }
      const isReady = await signIn(this.url, administrator)
        .then(session => knowsExamples(this.url, session))
        .catch(() => false);
      if (isReady) {
        return;
      }
      await delay(250);
    }
    await this.stop();
    throw new Error(
      `The portal was not ready after four minutes:\n${await this.#logEnd()}`,
    );
  }

  async #logEnd(): Promise<string> {
    return (await this.readLog()).split('\n').slice(-40).join('\n');
  }
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}
