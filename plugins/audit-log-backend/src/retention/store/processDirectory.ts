// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../../database/errorCode';

/** What is left by another machine, or another container, that did not change anything in it for so long, is abandoned. */
const ABANDONED_MS = 7 * 24 * 60 * 60 * 1000;
/** Others may not write there: they could put anything in the place of what is read. */
const WRITABLE_BY_OTHERS = 0o022;
/** Those of this process. A process in a container often has the number that the one before had. */
const own = new Set<string>();

/**
 * A new directory of this process in another one, which is created unless it is there. What processes have left there that are gone is
 * deleted. Rejects when others can write to it.
 */
export async function createProcessDirectory(
  parent: string,
  kind: string,
): Promise<string> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  await requireOwn(parent);
  await removeAbandoned(parent, kind);
  const path = await mkdtemp(
    join(parent, `${kind}-${machine()}-${process.pid}-`),
  );
  own.add(path);
  return path;
}

async function requireOwn(path: string): Promise<void> {
  const { uid, mode } = await stat(path);
  const isOwn = uid === (process.getuid?.() ?? uid);
  if (!isOwn || (mode & WRITABLE_BY_OTHERS) !== 0) {
    throw new Error(
      `Others can write to ${path}: take that right from them with chmod 700, or name another directory in auditLog.archive.cacheDirectory`,
    );
  }
}

async function removeAbandoned(parent: string, kind: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const [, of, on, pid] =
      /^([a-z0-9]+)-([0-9a-f]{8})-(\d+)-/.exec(name) ?? [];
    const path = join(parent, name);
    if (of !== kind) {
      continue;
    }
    const isAbandoned =
      on === machine()
        ? !own.has(path) && !isOther(Number(pid))
        : (await changedAt(path)) < Date.now() - ABANDONED_MS;
    if (isAbandoned) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}

/** Whether it is another process of this machine, which is running. It may be another user's. */
function isOther(pid: number): boolean {
  if (pid === process.pid) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error: unknown) {
    return errorCode(error) !== 'ESRCH';
  }
}

/** Infinity when another process has just deleted it. */
async function changedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error: unknown) {
    if (errorCode(error) === 'ENOENT') {
      return Infinity;
    }
    throw error;
  }
}
