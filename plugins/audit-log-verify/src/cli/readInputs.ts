// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { VerifierKey } from '../checkpoint/VerifierKey';
import { parseCheckpoint } from '../checkpoint/verifyCheckpoint';
import type { Options } from './parseArguments';
import type { Terminal } from './Terminal';
import { UsageError } from './usage';

/** The keys of --key and --key-file; undefined when there are neither. */
export async function readKeys(
  options: Options,
): Promise<readonly VerifierKey[] | undefined> {
  const files = await Promise.all((options['key-file'] ?? []).map(read));
  const texts = [
    ...(options.key ?? []),
    ...files.flatMap(file => file.split('\n')),
  ]
    .map(text => text.trim())
    .filter(text => text !== '' && !text.startsWith('#'));
  if (options.key === undefined && options['key-file'] === undefined) {
    return undefined;
  }
  if (texts.length === 0) {
    throw new UsageError('There is no key in the file of keys');
  }
  try {
    return texts.map(text => VerifierKey.parse(text));
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

/** The note in the file of --checkpoint. */
export async function readSavedCheckpoint({
  checkpoint,
}: Options): Promise<string | undefined> {
  if (checkpoint === undefined) {
    return undefined;
  }
  const note = await read(checkpoint);
  try {
    parseCheckpoint(note);
  } catch (error) {
    throw new UsageError(
      `${checkpoint} is no checkpoint: ${(error as Error).message}`,
      { cause: error },
    );
  }
  return note;
}

/** What to read a file, or `-`, from. */
export function openInput(
  file: string,
  terminal: Terminal,
): AsyncIterable<Uint8Array | string> {
  return file === '-'
    ? terminal.stdin
    : createReadStream(file, { highWaterMark: 1024 * 1024 });
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read`, { cause: error });
  }
}
