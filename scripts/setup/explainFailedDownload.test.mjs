// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainFailedDownload } from './explainFailedDownload.mjs';

const CASES = {
  'The disk became full while fetching Yarn':
    "npm error code ENOSPC\nnpm error nospc write: 'no space left on device'",
  'Could not reach the package registry to fetch Yarn':
    'npm error code EAI_AGAIN\nnpm error request to https://registry.npmjs.org/ failed, reason: getaddrinfo EAI_AGAIN',
  'Could not fetch Yarn, because the package registry answered with a certificate':
    'npm error code SELF_SIGNED_CERT_IN_CHAIN',
  'yarn.lock does not belong to the package.json files':
    '➤ YN0028: │ The lockfile would have been modified by this install',
  'Could not fetch Yarn. The last it said:\n\nsomething else':
    'something else\n',
};

for (const [message, output] of Object.entries(CASES)) {
  test(`says "${message}"`, () => {
    const problem = explainFailedDownload('Yarn', output);
    assert.equal(problem.name, 'Problem');
    assert.ok(problem.message.startsWith(message), problem.message);
  });
}
