// SPDX-License-Identifier: Apache-2.0
import type { Side } from '../measuring/Measurement';
import type { Portal } from '../portal/startPortal';
import type { StoredRound } from './StoredRound';

/** Operations under way in the portal. */
const AT_ONCE = 256;

/** Operations of a portal, from `createEvent` to committed: `rate`, and `cpu`, the processor's microseconds of an event. */
export function reportSide(
  name: string,
  { worker }: Portal,
  round: StoredRound,
): Side {
  return {
    name,
    async run(seed) {
      await round.begin();
      const { seconds, cpuSeconds } = await worker.call('report', {
        operations: round.events,
        atOnce: AT_ONCE,
        seed,
      });
      return {
        rate: round.events / seconds,
        cpu: (cpuSeconds * 1e6) / round.events,
      };
    },
  };
}
