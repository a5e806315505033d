#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
/* eslint-disable no-restricted-syntax */
'use strict';

const { existsSync } = require('node:fs');
const { resolve } = require('node:path');

// In the repository the sources are run, once installed what was built of them.
if (existsSync(resolve(__dirname, '../src'))) {
  require('@backstage/cli/config/nodeTransform.cjs');
}

const { runCli } = require('..');

runCli(process.argv.slice(2)).then(code => {
  process.exitCode = code;
});
