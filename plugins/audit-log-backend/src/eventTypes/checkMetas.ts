// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { MetaCheck, Mismatch } from './MetaCheck';
import { runWithin } from './runWithin';
import { startWorkTime } from './startWorkTime';

/** For all of a batch, of which each takes some microseconds as a rule. */
const ALL_MS = 100;
const ONE_MS = 20;
const ONE_BY_ONE_MS = 200;
/** A check that was stopped after less than this part of its time has waited for the machine. */
const SHARE = 0.5;
/** How often a check is begun that the machine has not let come to its end. */
const ATTEMPTS = 3;

export interface MetaToCheck {
  readonly check: MetaCheck;
  readonly meta: NewAuditEvent['meta'];
}

/**
 * Checks each `meta`, in bounded time: a check that takes too long is paused, and finds nothing wrong. Gives what is wrong
 * with each, in their order.
 */
export function checkMetas(
  metas: readonly MetaToCheck[],
  onPaused: (check: MetaCheck) => void,
): readonly (Mismatch | undefined)[] {
  // To compile one takes long, once, and must not be stopped in the middle: how long a schema can be is bounded.
  metas.forEach(({ check }) => check.compile());
  let found: (Mismatch | undefined)[] = [];
  const inTime = runWithin(ALL_MS, () => {
    found = metas.map(({ check, meta }) => check.run(meta));
  });
  return inTime ? found : checkOneByOne(metas, onPaused);
}

function checkOneByOne(
  metas: readonly MetaToCheck[],
  onPaused: (check: MetaCheck) => void,
): readonly (Mismatch | undefined)[] {
  const took = new Map<MetaCheck, number>();
  const worked = startWorkTime();
  const isTimeUp = () => worked() > ONE_BY_ONE_MS;
  let isOnePaused = false;
  const pause = (check: MetaCheck) => {
    isOnePaused = true;
    check.pause();
    onPaused(check);
  };
  const found = metas.map(({ check, meta }) => {
    if (isTimeUp()) {
      return undefined;
    }
    const workedAtIt = startWorkTime();
    let mismatch: Mismatch | undefined;
    const isOver = isOverInTime(() => {
      mismatch = check.run(meta);
    });
    if (!isOver) {
      pause(check);
      return undefined;
    }
    took.set(check, (took.get(check) ?? 0) + workedAtIt());
    return mismatch;
  });
  // Where one was stopped, it is what took the time.
  if (isTimeUp() && !isOnePaused) {
    const [slowest] = [...took].sort(([, one], [, other]) => other - one);
    if (slowest) {
      pause(slowest[0]);
    }
  }
  return found;
}

/** Does it, and tells whether it took no more than its time. */
function isOverInTime(work: () => void): boolean {
  for (let attempt = 1; ; attempt++) {
    const worked = startWorkTime();
    if (runWithin(ONE_MS, work)) {
      return true;
    }
    if (worked() >= ONE_MS * SHARE || attempt === ATTEMPTS) {
      return false;
    }
  }
}
