// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';

/** The root of this repository. */
// eslint-disable-next-line no-restricted-syntax -- this package is never built
export const checkout = resolve(__dirname, '../../../..');

/** Everything the browser tests leave behind; git ignores it. */
export const testResults = resolve(checkout, 'test-results');

/** Where the production build of the portal is unpacked. */
export const builtPortal = resolve(testResults, 'portal');

/** Holds a folder for each portal that runs. */
export const portalFolders = resolve(testResults, 'portals');

/** Pictures are taken in each run, and replace those of the documentation when UPDATE_SCREENSHOTS=1. */
export const pictures = process.env.UPDATE_SCREENSHOTS
  ? resolve(checkout, 'docs/images')
  : resolve(testResults, 'pictures');
