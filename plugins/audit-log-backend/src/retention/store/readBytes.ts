// SPDX-License-Identifier: Apache-2.0
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseBytes } from './parseBytes';

const MEGABYTE = 1024 ** 2;

/** A number of bytes in the configuration, as `parseBytes` takes it. Throws an InputError that names the key. */
export function readBytes(
  config: Config | undefined,
  key: string,
  { usual, least }: { readonly usual: number; readonly least: number },
): number {
  const given = config?.getOptional(key.slice(key.lastIndexOf('.') + 1));
  if (given === undefined) {
    return usual;
  }
  const bytes = parseBytes(`${given}`);
  if (!(bytes >= least)) {
    throw new InputError(
      `${key}: must be a number of bytes${
        least > 0 ? `, ${least / MEGABYTE}MB at least` : ''
      }, such as ${usual / MEGABYTE}MB, got ${JSON.stringify(given)}`,
    );
  }
  return bytes;
}
