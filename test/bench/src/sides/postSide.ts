// SPDX-License-Identifier: Apache-2.0
import type { LoadCommands } from '../load/LoadTask';
import type { Reporters } from '../load/Reporters';
import type { Side } from '../measuring/Measurement';
import type { Portal } from '../portal/startPortal';
import type { Worker } from '../processes/Worker';
import type { StoredRound } from './StoredRound';

/** Requests of many events under way. */
const AT_ONCE = 16;
const IN_EACH = 100;

/** Events over HTTP, 100 a request, from a process of its own to a portal: `rate`. */
export function postSide(
  name: string,
  options: {
    readonly portal: Portal;
    readonly reporters: Reporters;
    readonly load: Worker<LoadCommands>;
    readonly round: StoredRound;
  },
): Side {
  const { portal, reporters, load, round } = options;
  const { events } = round;
  return {
    name,
    async run(seed) {
      await round.begin();
      await load.call(
        'load',
        reporters.requests({ events, inEach: IN_EACH, seed }),
      );
      const { seconds } = await load.call('sendAll', {
        url: portal.url,
        atOnce: AT_ONCE,
      });
      return { rate: events / seconds };
    },
  };
}
