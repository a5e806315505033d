// SPDX-License-Identifier: Apache-2.0
import {
  test as base,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import type { Person } from './people';
import { CatalogFiles } from './portal/CatalogFiles';
import { findChromium } from './portal/findChromium';
import { Mailbox } from './portal/Mailbox';
import type { Portal } from './portal/Portal';
import { signInHeaders } from './portal/signIn';
import { usePortal, type PortalSetup } from './portal/usePortal';
import { PortalClient } from './PortalClient';

interface WorkerFixtures {
  readonly portalSetup: PortalSetup;
  readonly catalogFiles: CatalogFiles;
  /** Receives the mail of portals set up with `mail`. */
  readonly mailbox: Mailbox;
  readonly portal: Portal;
  /** Signs this person in, for requests to the API. */
  readonly clientOf: (person: Person) => Promise<PortalClient>;
}

interface TestFixtures {
  /** Opens a browser of this person's own, signed in by the proxy in front of the portal. */
  readonly browserOf: (
    person: Person,
    options?: BrowserContextOptions,
  ) => Promise<Page>;
}

/** A test with a portal, and people who use it. Files with the same `portalSetup` share a portal. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  portalSetup: [
    { name: 'shared', mail: true },
    { option: true, scope: 'worker' },
  ],

  launchOptions: [
    async ({}, use) => {
      await use({
        executablePath: await findChromium(),
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      });
    },
    { scope: 'worker' },
  ],

  catalogFiles: [
    async ({}, use) => {
      const catalogFiles = await CatalogFiles.start();
      await use(catalogFiles);
      await catalogFiles.stop();
    },
    { scope: 'worker' },
  ],

  mailbox: [
    async ({}, use) => {
      const mailbox = await Mailbox.start();
      await use(mailbox);
      await mailbox.stop();
    },
    { scope: 'worker' },
  ],

  portal: [
    ({ portalSetup: setup, catalogFiles, mailbox }, use, { parallelIndex }) =>
      usePortal({ setup, catalogFiles, mailbox, parallelIndex }, use),
    // With what it is filled with before.
    { scope: 'worker', timeout: 600_000 },
  ],

  browserOf: async ({ browser, portal }, use) => {
    const pages: Page[] = [];
    await use(async (person, options) => {
      const context = await browser.newContext({
        baseURL: portal.url,
        extraHTTPHeaders: signInHeaders(person),
        ...options,
      });
      pages.push(await context.newPage());
      return pages[pages.length - 1];
    });
    for (const page of pages) {
      await page.context().close();
    }
  },

  clientOf: [
    async ({ portal }, use) => {
      await use(person => PortalClient.create(portal.url, person));
    },
    { scope: 'worker' },
  ],
});

export { expect } from '@playwright/test';
