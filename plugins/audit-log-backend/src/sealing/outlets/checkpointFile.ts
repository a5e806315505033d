// SPDX-License-Identifier: Apache-2.0
import type { Checkpoint } from 'backstage-plugin-audit-log-common';

/** A file with a checkpoint, by what its name says. */
export interface CheckpointFile {
  readonly name: string;
  readonly size: number;
  /** Epoch milliseconds. */
  readonly time: number;
}

const NAME =
  /^(\d{1,16})-(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.checkpoint$/;

/** `<size>-<time>.checkpoint`, with dashes in the time, since not every file system takes colons. */
export function checkpointFile({ size, sealedAt }: Checkpoint): string {
  return `${size}-${sealedAt.replaceAll(':', '-')}.checkpoint`;
}

/** Undefined for what is no name of a checkpoint. */
export function parseFileName(name: string): CheckpointFile | undefined {
  const [, size, hour, minute, second] = NAME.exec(name) ?? [];
  return size === undefined
    ? undefined
    : {
        name,
        size: Number(size),
        time: Date.parse(`${hour}:${minute}:${second}`),
      };
}
