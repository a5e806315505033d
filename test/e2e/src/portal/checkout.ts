// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';

/** The root of this repository. */
// eslint-disable-next-line no-restricted-syntax -- this package is never built
export const checkout = resolve(__dirname, '../../../..');

/** Everything the browser tests leave behind; git ignores it. */
export const testResults = resolve(checkout, 'test-results');
