// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import {
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { makePrivateDirectory } from './makePrivateDirectory';
import { currentOwner, isRunning, type Owner } from './Owner';

const OWNER_FILE = 'owner.json';
/** What is being made; nothing is in it before it has its name. */
const UNFINISHED = '.new-';
const BEAT_MS = 10_000;
/** Of a process of which it cannot be told whether it runs: silent for so long, it has ended. */
const SILENT_MS = 60_000;

/**
 * A process's own folder in one that it may share with others. Nobody else writes there while the process runs. When it has
 * ended, in whatever way, another one takes the folder, by one rename, of which only one can succeed: no lock is held that a
 * crash could leave behind, and what belongs together is never divided.
 *
 * ```
 * <directory>/<token>/owner.json      which process it is
 *                     *.journal       its files
 * ```
 */
export class Claim {
  readonly token: string;
  readonly folder: string;
  readonly #directory: string;
  readonly #beat: NodeJS.Timeout;
  /** Of folders whose process cannot be asked: their last sign of life, and since when there was no other. */
  readonly #silent = new Map<string, { beat: number; since: number }>();

  private constructor(directory: string, token: string) {
    this.#directory = directory;
    this.token = token;
    this.folder = join(directory, token);
    this.#beat = setInterval(() => void beat(this.folder), BEAT_MS);
    this.#beat.unref();
  }

  /** Makes the directory, where there is none, for nobody else to read. */
  static async create(directory: string): Promise<Claim> {
    await makePrivateDirectory(directory);
    const token = randomBytes(9).toString('hex');
    const unfinished = join(directory, `${UNFINISHED}${token}`);
    await mkdir(unfinished, { mode: 0o700 });
    await writeFile(
      join(unfinished, OWNER_FILE),
      JSON.stringify(currentOwner()),
      { mode: 0o600 },
    );
    await rename(unfinished, join(directory, token));
    return new Claim(directory, token);
  }

  /**
   * Takes over the files of processes that have ended. Resolves with where they are now, the oldest first. What cannot be moved stays for
   * the next time, and stops nothing else; rejects where that is all there is.
   */
  async takeOver(): Promise<readonly string[]> {
    const taken: string[] = [];
    const failures: unknown[] = [];
    const attempt = (work: Promise<void>) =>
      work.catch((error: unknown) => void failures.push(error));
    // What was not moved out of a folder that was taken before.
    for (const name of await foldersIn(this.folder)) {
      await attempt(this.#flatten(join(this.folder, name), taken));
    }
    for (const token of await foldersIn(this.#directory)) {
      const folder = join(this.#directory, token);
      if (token !== this.token && (await this.#isLeft(token, folder))) {
        await attempt(this.#empty(folder, taken));
        this.#silent.delete(token);
      }
    }
    if (failures.length > 0 && taken.length === 0) {
      throw failures[0];
    }
    return taken.sort();
  }

  /** False when others have taken it for left, because this process was stopped for long, or when it was deleted. */
  async isOurs(): Promise<boolean> {
    return (await readOwner(this.folder)) !== undefined;
  }

  /** Gives it up. What is left in it is for whoever comes next. */
  async release(): Promise<void> {
    clearInterval(this.#beat);
    await rm(join(this.folder, OWNER_FILE), { force: true });
    await rmdir(this.folder).catch(() => {});
  }

  async #isLeft(token: string, folder: string): Promise<boolean> {
    const owner = await readOwner(folder);
    if (!owner && !isUnfinished(token)) {
      return true;
    }
    const runs = owner && (await isRunning(owner));
    return runs === undefined ? this.#isSilent(token, folder) : !runs;
  }

  /** By our own clock alone: that of another machine may be another. */
  async #isSilent(token: string, folder: string): Promise<boolean> {
    const sign = isUnfinished(token) ? folder : join(folder, OWNER_FILE);
    const seen = await lstat(sign).catch(() => undefined);
    const known = this.#silent.get(token);
    const now = performance.now();
    if (!seen) {
      return true;
    }
    if (known?.beat !== seen.mtimeMs) {
      this.#silent.set(token, { beat: seen.mtimeMs, since: now });
      return false;
    }
    return now - known.since > SILENT_MS;
  }

  /** Moves what is left into our own folder. Whoever takes that one over has all of it, however far this came. */
  async #empty(folder: string, files: string[]): Promise<void> {
    const taken = join(this.folder, basename(folder));
    try {
      await rename(folder, taken);
    } catch (error: unknown) {
      // Somebody else was faster.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return;
      }
      throw error;
    }
    await this.#flatten(taken, files);
  }

  /** Moves the files of a folder within ours, and of those within it, to where ours are, and adds where each is now. */
  async #flatten(folder: string, files: string[]): Promise<void> {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        await this.#flatten(path, files);
      } else if (entry.name === OWNER_FILE) {
        await rm(path);
      } else {
        await rename(path, join(this.folder, entry.name));
        files.push(join(this.folder, entry.name));
      }
    }
    await rmdir(folder);
  }
}

/** Whether anybody has ever left anything there, or is there now. */
export async function isClaimed(directory: string): Promise<boolean> {
  return (await foldersIn(directory)).some(token => !isUnfinished(token));
}

async function foldersIn(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(
    () => [],
  );
  return entries
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .filter(name => !name.startsWith('.') || isUnfinished(name));
}

function isUnfinished(token: string): boolean {
  return token.startsWith(UNFINISHED);
}

/** Undefined where nobody owns it any more. */
async function readOwner(folder: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, OWNER_FILE), 'utf8'));
  } catch (error: unknown) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    // Written before the folder had its name, it can only be unreadable where the disk lost it.
    return {
      host: '',
      boot: '',
      namespace: '',
      pid: 0,
      started: '',
    };
  }
}

async function beat(folder: string): Promise<void> {
  const now = new Date();
  await utimes(join(folder, OWNER_FILE), now, now).catch(() => {});
}
