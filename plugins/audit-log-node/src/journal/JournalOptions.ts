// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';

export interface JournalOptions {
  /** May be shared with other processes, whose files are taken over when they have ended. */
  readonly directory: string;
  /** Of all files of this process, in bytes. */
  readonly maxSize: number;
  /** What `append` waits for: to be written, by default, or to be on the disk. */
  readonly flush?: 'group' | 'wait';
  /** How many characters of what waits are kept in memory too, so that they need not be read again. None by default. */
  readonly memory?: number;
  readonly logger: LoggerService;
  /** Called when there are entries that were not appended here. */
  readonly onTakenOver?: () => void;
  /** Called with how many entries there was no room for. */
  readonly onLost?: (entries: number) => void;
}
