// SPDX-License-Identifier: Apache-2.0
import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { webcrypto } from 'node:crypto';
import { quickSelectors } from './__testUtils__/quickSelectors';

// Some tests are of no page.
if (typeof document !== 'undefined') {
  quickSelectors();
}

// The page is large, and suites share the machine with others. How long is waited costs nothing where it comes.
jest.setTimeout(180_000);
configure({
  asyncUtilTimeout: 60_000,
  // Whether an element is hidden takes jsdom longer to say than all the rest; what matters is asked for with toBeVisible.
  defaultHidden: true,
});

// Material UI 4 mounts the ripple of each button in an update of its own, which React takes for one that escaped act().
// There are hundreds; formatting their stacks takes longer than the tests.
const { error } = console;
// eslint-disable-next-line no-console
console.error = (...args: unknown[]) => {
  if (!String(args[0]).includes('not configured to support act')) {
    error(...args);
  }
};

// jsdom has no crypto.subtle; that of Node is the same API.
Object.defineProperty(globalThis, 'crypto', {
  value: webcrypto,
  configurable: true,
});
