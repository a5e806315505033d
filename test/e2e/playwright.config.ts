// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from '@playwright/test';
import { resolve } from 'node:path';
import { testResults } from './src/portal/checkout';
import type { PortalSetup } from './src/portal/usePortal';

/**
 * Promises to a person, in a real Chromium, against the production build of the portal: run "yarn workspace backend build" first.
 * Which Chromium, and which portal, the fixtures of src/test.ts say.
 */
export default defineConfig<object, { portalSetup: PortalSetup }>({
  globalSetup: './src/globalSetup.ts',
  testDir: './src',
  testMatch: '**/*.spec.ts',
  outputDir: resolve(testResults, 'browser'),
  forbidOnly: true,
  retries: 0,
  // Each waits for its portal more than half of the time, so that three are what two processors have to do.
  workers: 3,
  // How long is waited for what must come. It costs nothing where it comes, and a machine can be slow.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    // Without its film, which takes as long as the tests themselves; the states of the page are in it all the same.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
  },
  // The longest files of SQLite are its last. Being the last of all, they end at about the same time.
  projects: [
    {
      name: 'PostgreSQL',
      testMatch: [
        '**/accessByRole.spec.ts',
        '**/catalogChanges.spec.ts',
        '**/invitations.spec.ts',
        '**/keys.spec.ts',
        '**/onRecord.spec.ts',
        '**/narrowing.spec.ts',
        '**/retention.spec.ts',
      ],
      use: {
        browserName: 'chromium',
        portalSetup: { name: 'postgres', engine: 'postgres', mail: true },
      },
    },
    { name: 'SQLite', use: { browserName: 'chromium' } },
  ],
});
