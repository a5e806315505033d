// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccessStore } from '../store/AccessStore';
import type { DirectorySync } from './DirectorySync';

const PAUSE_MS = 2_000;
/** So often in a row nothing may change before it counts as filled. */
const STILL = 3;
/** A portal without people in its catalog is not waited for any longer. */
const GIVE_UP_MS = 10 * 60 * 1000;

export interface FillingOptions {
  readonly access: AccessStore;
  readonly sync: DirectorySync;
  readonly signal: AbortSignal;
  readonly pauseMs?: number;
}

/**
 * Reads a catalog that nothing is known of yet more often than it is read later: when a portal is new its catalog fills in
 * steps, and whoever installs it does not want to wait. Resolves when nothing changes any more.
 */
export async function readWhileFilling(options: FillingOptions): Promise<void> {
  const { access, sync, signal, pauseMs = PAUSE_MS } = options;
  const isKnown = () => Boolean(access.current()?.directory.people.size);
  const deadline = Date.now() + GIVE_UP_MS;
  let still = isKnown() ? STILL : 0;
  while (still < STILL && !signal.aborted && Date.now() < deadline) {
    await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => {});
    const before = access.current()?.version;
    await sync.run(signal);
    still = isKnown() && access.current()?.version === before ? still + 1 : 0;
  }
}
