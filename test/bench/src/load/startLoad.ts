// SPDX-License-Identifier: Apache-2.0
import { Worker } from '../processes/Worker';
import type { Uses } from '../Uses';
import type { LoadCommands } from './LoadTask';

/** The process that makes the load. */
export function startLoad(uses: Uses): Promise<Worker<LoadCommands>> {
  return Worker.start(uses, require.resolve('./loadProcess'));
}
