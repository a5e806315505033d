// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** Zombie and dead: it runs no more, although its parent has not asked yet. */
const ENDED = ['Z', 'X'];

/**
 * Which process it was, so that another one can tell whether it still is. Where both are in the same namespace of the same
 * start of a machine, that is certain: a process id is used again, but not with the same time of its start.
 */
export interface Owner {
  readonly host: string;
  /** Of this start of the machine. Empty where it is not known. */
  readonly boot: string;
  /** Of process ids: containers have their own. */
  readonly namespace: string;
  readonly pid: number;
  /** When the process began, in ticks since the machine did. */
  readonly started: string;
}

export function currentOwner(): Owner {
  return {
    host: hostname(),
    boot: attempt(() =>
      readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    ),
    namespace: attempt(() => readlinkSync('/proc/self/ns/pid')),
    pid: process.pid,
    started: attempt(() =>
      startOf(readFileSync(`/proc/${process.pid}/stat`, 'utf8')),
    ),
  };
}

/** Whether its process still runs; undefined when that cannot be told from here. */
export async function isRunning(owner: Owner): Promise<boolean | undefined> {
  const { host, boot, namespace } = currentOwner();
  if (
    owner.host !== host ||
    owner.boot !== boot ||
    owner.namespace !== namespace
  ) {
    return undefined;
  }
  try {
    // Sends nothing: it only asks whether there is one.
    process.kill(owner.pid, 0);
  } catch (error: unknown) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') {
      return false;
    }
  }
  if (owner.started === '') {
    return true;
  }
  try {
    const stat = await readFile(`/proc/${owner.pid}/stat`, 'utf8');
    return startOf(stat) === owner.started && !ENDED.includes(stateOf(stat));
  } catch {
    // It may be hidden from us, or has ended just now.
    return undefined;
  }
}

function stateOf(stat: string): string {
  return fieldsOf(stat)[0];
}

function startOf(stat: string): string {
  return fieldsOf(stat)[19] ?? '';
}

/** From the third field on; the second is in parentheses and can hold anything. See proc_pid_stat(5). */
function fieldsOf(stat: string): readonly string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
