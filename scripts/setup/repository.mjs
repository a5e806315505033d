// SPDX-License-Identifier: Apache-2.0
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this repository. */
export const repository = resolve(
  dirname(fileURLToPath(import.meta.url)),
  '../..',
);
