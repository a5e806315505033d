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
import { builtPortal, checkout } from './checkout';

const run = promisify(execFile);

/**
 * Lays out the production build of the portal the way a container image would hold it, as `builtPortal`.
 *
 * In the checkout every workspace package resolves to its TypeScript source. `packages/backend/dist/bundle.tar.gz` holds
 * the packages as they would be published, so it is unpacked below the checkout: the published packages are linked by
 * name in a `node_modules` of its own, and everything else is found in the one of the checkout, further up.
 */
export async function unpackBuiltPortal(): Promise<void> {
  const bundle = resolve(checkout, 'packages/backend/dist/bundle.tar.gz');
  if (!existsSync(bundle)) {
    throw new Error(
      `There is no built portal at ${bundle}. Run "yarn workspace backend build" first; "npm test" does.`,
    );
  }
  const marker = resolve(builtPortal, '.unpacked');
  const version = String((await stat(bundle)).mtimeMs);
  const unpacked = await readFile(marker, 'utf8').catch(() => undefined);
  if (unpacked === version) {
    return;
  }

  await rm(builtPortal, { recursive: true, force: true });
  await mkdir(builtPortal, { recursive: true });
  await run('tar', ['-xzf', bundle, '-C', builtPortal]);
  await linkPackages();
  await link(resolve(checkout, 'examples'), resolve(builtPortal, 'examples'));
  await writeFile(marker, version);
}

async function linkPackages(): Promise<void> {
  const { stdout } = await run('tar', [
    '-tzf',
    resolve(checkout, 'packages/backend/dist/skeleton.tar.gz'),
  ]);
  for (const manifest of stdout.split('\n').filter(Boolean)) {
    const packageDirectory = resolve(builtPortal, dirname(manifest));
    const { name } = JSON.parse(
      await readFile(resolve(builtPortal, manifest), 'utf8'),
    );
    await link(packageDirectory, resolve(builtPortal, 'node_modules', name));
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
