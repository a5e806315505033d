// SPDX-License-Identifier: Apache-2.0
import { runProcess } from './runProcess.mjs';

const PUBLIC_REGISTRY = 'https://registry.npmjs.org/';

/**
 * Lets Yarn use the mirror and the certificates that npm is set up with, for a machine behind a firewall is usually set
 * up for npm alone. What is said to Yarn itself comes first.
 *
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function registrySettings() {
  const registry = await npmSetting('registry');
  const certificates = await npmSetting('cafile');
  return {
    ...(registry !== PUBLIC_REGISTRY && {
      YARN_NPM_REGISTRY_SERVER:
        process.env.YARN_NPM_REGISTRY_SERVER ?? registry,
    }),
    ...(certificates && {
      YARN_HTTPS_CA_FILE_PATH:
        process.env.YARN_HTTPS_CA_FILE_PATH ?? certificates,
    }),
  };
}

/** @param {string} name */
async function npmSetting(name) {
  let output = '';
  await runProcess(['npm', 'config', 'get', name, '--loglevel=silent'], {
    env: process.env,
    onOutput: text => (output += text),
  });
  const value = output.trim().split('\n').at(-1) ?? '';
  return ['null', 'undefined', ''].includes(value) ? undefined : value;
}
