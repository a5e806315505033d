// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { explainFailedDownload } from './explainFailedDownload.mjs';
import { Problem } from './Problem.mjs';
import { repository } from './repository.mjs';
import { runProcess } from './runProcess.mjs';
import { say } from './say.mjs';

/** The oldest Node these scripts run on, the oldest that the portal runs on, and the one to fetch where it is older. */
const SCRIPTS_NODE = 20;
const PORTAL_NODE = 22;
const FETCHED_NODE = '24.21.0';
const FETCHED_YARN = '4.18.1';

/** Node comes from npm as one package for each of these. */
const FETCHABLE = [
  'linux-x64',
  'linux-arm64',
  'darwin-x64',
  'darwin-arm64',
  'win-x64',
];

const folder = join(repository, '.toolchain');

/**
 * @typedef {object} Toolchain
 * @property {string} node program to run the portal and its tools with
 * @property {string} yarn script of Yarn 4, to be run with that program
 * @property {NodeJS.ProcessEnv} env in which `node` is that program
 */

/**
 * Finds Node 22 or newer and Yarn 4. What the machine lacks is installed from npm into `.toolchain`, which git ignores;
 * from then on no network is needed.
 *
 * @returns {Promise<Toolchain>}
 */
export async function findToolchain() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < SCRIPTS_NODE) {
    throw new Problem(
      `This needs Node ${SCRIPTS_NODE} or newer, and this is Node ${process.versions.node}. Install Node 24 from https://nodejs.org and start again.`,
    );
  }

  const yarnOfCaller = findYarnOfCaller();
  const wanted = {
    ...(major < PORTAL_NODE && { [nodePackage()]: FETCHED_NODE }),
    ...(!yarnOfCaller && { '@yarnpkg/cli-dist': FETCHED_YARN }),
  };
  await install(wanted);

  const node =
    major < PORTAL_NODE ? join(folder, fetchedNode()) : process.execPath;
  return {
    node,
    yarn:
      yarnOfCaller ??
      join(folder, 'node_modules/@yarnpkg/cli-dist/bin/yarn.js'),
    env: {
      ...process.env,
      PATH: [
        dirname(node),
        join(folder, 'node_modules/.bin'),
        process.env.PATH,
      ].join(delimiter),
    },
  };
}

/** Whoever says `yarn start` has Yarn already. */
function findYarnOfCaller() {
  const { npm_config_user_agent: agent, npm_execpath: script } = process.env;
  return agent?.startsWith('yarn/4') ? script : undefined;
}

function nodePackage() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `${system}-${process.arch}`;
  if (!FETCHABLE.includes(name)) {
    throw new Problem(
      `This is Node ${process.versions.node}; the portal needs ${PORTAL_NODE} or newer, which cannot be fetched for ` +
        `${name} (only for ${FETCHABLE.join(
          ', ',
        )}). Install Node 24 yourself and start again.`,
    );
  }
  return `node-${name}`;
}

function fetchedNode() {
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  return join('node_modules', nodePackage(), 'bin', program);
}

/** @param {Record<string, string>} wanted versions by package name */
async function install(wanted) {
  const missing = [];
  for (const [name, version] of Object.entries(wanted)) {
    if ((await installedVersion(name)) !== version) {
      missing.push(`${name} ${version}`);
    }
  }
  if (missing.length === 0) {
    return;
  }

  say(`Fetching ${missing.join(' and ')} from npm into .toolchain`);
  let output = '';
  const code = await runProcess(
    [
      ...['npm', 'install', '--prefix', folder, '--no-save'],
      ...['--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'],
      // Without a network, npm would be silent for minutes.
      ...['--fetch-retries=1', '--fetch-retry-mintimeout=1000'],
      ...Object.entries(wanted).map(([name, version]) => `${name}@${version}`),
    ],
    { env: process.env, onOutput: text => (output += text) },
  );
  if (code !== 0) {
    throw explainFailedDownload(missing.join(' and '), output);
  }
}

/** @param {string} name */
async function installedVersion(name) {
  try {
    const path = join(folder, 'node_modules', name, 'package.json');
    return JSON.parse(await readFile(path, 'utf8')).version;
  } catch {
    return undefined;
  }
}
