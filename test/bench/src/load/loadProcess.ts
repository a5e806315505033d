// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '../inParallel';
import { percentile } from '../measuring/statistics';
import { answerCommands } from '../processes/answerCommands';
import type { LoadCommands, Sent } from './LoadTask';
import { Sender } from './Sender';

const REFUSED = [429, 503];
const RETRY_MS = 5;

void answerCommands(async () => {
  const sender = Sender.create();
  let requests: readonly Sent[] = [];
  const commands: LoadCommands = {
    async load(given) {
      requests = given;
      return requests.length;
    },
    async sendAll({ url, atOnce }) {
      let refused = 0;
      const begun = performance.now();
      await inParallel(atOnce, requests.values(), async request => {
        while (REFUSED.includes(await sender.send(url, request))) {
          refused += 1;
          await sleep(RETRY_MS);
        }
      });
      const seconds = (performance.now() - begun) / 1000;
      sender.close();
      return { seconds, refused };
    },
    async sendAtRate({ url, perSecond, seconds }) {
      const times: number[] = [];
      const sending: Promise<void>[] = [];
      const begun = performance.now();
      for (let index = 0; index < perSecond * seconds; index++) {
        const due = begun + (index * 1000) / perSecond;
        const early = due - performance.now();
        if (early > 0) {
          await sleep(early);
        }
        const sent = sender
          .send(url, requests[index % requests.length])
          .then(() => {
            times.push(performance.now() - due);
          });
        sending.push(sent);
      }
      await Promise.all(sending);
      sender.close();
      return { p50: percentile(times, 50), p99: percentile(times, 99) };
    },
  };
  return { commands, close: async () => sender.close() };
});
