// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkDiskSpace } from './diskSpace.mjs';
import { explainFailedDownload } from './explainFailedDownload.mjs';
import { registrySettings } from './registrySettings.mjs';
import { repository } from './repository.mjs';
import { runProcess } from './runProcess.mjs';
import { say } from './say.mjs';

const stamp = join(repository, 'node_modules/.installed-from');
/** Written by Yarn when an installation is complete. */
const stateOfYarn = join(repository, 'node_modules/.yarn-state.yml');

/**
 * Installs the dependencies, exactly as in yarn.lock, unless nothing changed since they were installed last.
 *
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 */
export async function installDependencies(toolchain) {
  const source = await fingerprint();
  const installed = await readFile(stamp, 'utf8').catch(() => undefined);
  if (installed === source) {
    return;
  }

  if (existsSync(stateOfYarn)) {
    say('Bringing the dependencies up to date');
  } else {
    await checkDiskSpace();
    say('Installing the dependencies; this takes some minutes the first time');
  }

  let output = '';
  const code = await runProcess(
    [toolchain.node, toolchain.yarn, 'install', '--immutable'],
    {
      env: {
        ...toolchain.env,
        ...(await registrySettings()),
        YARN_ENABLE_PROGRESS_BARS: 'false',
        // Without this, Yarn rewrites the lock file of whoever has a pull request's settings.
        YARN_ENABLE_HARDENED_MODE: 'false',
      },
      onOutput: text => {
        output += text;
        for (const [, step] of text.matchAll(/┌ (\w[\w ]*) step/g)) {
          say(`  ${step}`);
        }
      },
    },
  );
  if (code !== 0) {
    throw explainFailedDownload('the dependencies', output);
  }
  await writeFile(stamp, source);
}

/** Of everything that decides what is installed. */
async function fingerprint() {
  const hash = createHash('sha256').update(process.platform + process.arch);
  for (const file of await manifests()) {
    hash.update(file).update(await readFile(join(repository, file)));
  }
  return hash.digest('hex');
}

async function manifests() {
  const { workspaces } = JSON.parse(
    await readFile(join(repository, 'package.json'), 'utf8'),
  );
  const folders = await Promise.all(
    workspaces.map(async (/** @type {string} */ pattern) => {
      const parent = pattern.replace('/*', '');
      const entries = await readdir(join(repository, parent), {
        withFileTypes: true,
      });
      return entries
        .filter(entry => entry.isDirectory())
        .map(entry => join(parent, entry.name, 'package.json'));
    }),
  );
  return ['yarn.lock', '.yarnrc.yml', 'package.json', ...folders.flat().sort()];
}
