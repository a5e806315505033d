// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { builtPortal } from './checkout';

/** What the verifier prints of an export, which knows the keys that it is told and nothing else of the portal. */
export async function verifyExport(
  file: string,
  content: string,
  keys: readonly string[],
): Promise<string> {
  const verifier = resolve(
    builtPortal,
    'node_modules/backstage-plugin-audit-log-verify/bin/verify.js',
  );
  await writeFile(file, content);
  return promisify(execFile)(process.execPath, [
    verifier,
    'export',
    file,
    ...keys.flatMap(key => ['--key', key]),
  ]).then(
    ({ stdout }) => stdout,
    ({ stdout }) => stdout,
  );
}
