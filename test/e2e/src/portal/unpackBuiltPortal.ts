// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  mkdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { checkout, testResults } from './checkout';

const run = promisify(execFile);

/**
 * Lays out the production build of the portal the way a container image would hold it, and returns its directory.
 *
 * In the checkout every workspace package resolves to its TypeScript source. `packages/backend/dist/bundle.tar.gz` holds
 * the packages as they would be published, so it is unpacked below the checkout: the published packages are linked by
 * name in a `node_modules` of its own, and everything else is found in the one of the checkout, further up.
 */
export async function unpackBuiltPortal(): Promise<string> {
  const bundle = resolve(checkout, 'packages/backend/dist/bundle.tar.gz');
  if (!existsSync(bundle)) {
    throw new Error(
      `There is no built portal at ${bundle}. Run "yarn workspace backend build" first; "npm test" does.`,
    );
  }
  const directory = resolve(testResults, 'portal');
  const marker = resolve(directory, '.unpacked');
  const version = String((await stat(bundle)).mtimeMs);
  const unpacked = await readFile(marker, 'utf8').catch(() => undefined);
  if (unpacked === version) {
    return directory;
  }

  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  await run('tar', ['-xzf', bundle, '-C', directory]);
  await linkPackages(directory);
  await link(resolve(checkout, 'examples'), resolve(directory, 'examples'));
  await writeFile(marker, version);
  return directory;
}

async function linkPackages(directory: string): Promise<void> {
  const { stdout } = await run('tar', [
    '-tzf',
    resolve(checkout, 'packages/backend/dist/skeleton.tar.gz'),
  ]);
  for (const manifest of stdout.split('\n').filter(Boolean)) {
    const packageDirectory = resolve(directory, dirname(manifest));
    const { name } = JSON.parse(
      await readFile(resolve(directory, manifest), 'utf8'),
    );
    await link(packageDirectory, resolve(directory, 'node_modules', name));
    // What yarn could not hoist to the root.
    const nested = resolve(checkout, dirname(manifest), 'node_modules');
    if (existsSync(nested)) {
      await link(nested, resolve(packageDirectory, 'node_modules'));
    }
  }
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await symlink(relative(dirname(path), target), path, 'junction');
}
