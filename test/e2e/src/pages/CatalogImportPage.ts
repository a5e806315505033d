// SPDX-License-Identifier: Apache-2.0
import { expect, type Page } from '@playwright/test';

/** Backstage's own page to register what a file describes. */
export class CatalogImportPage {
  readonly #page: Page;

  static async open(page: Page): Promise<CatalogImportPage> {
    await page.goto('/catalog-import');
    return new CatalogImportPage(page);
  }

  private constructor(page: Page) {
    this.#page = page;
  }

  async register(url: string): Promise<void> {
    await this.#page.getByRole('textbox', { name: 'URL' }).fill(url);
    await this.#page.getByRole('button', { name: 'Analyze' }).click();
    await this.#page.getByRole('button', { name: 'Import' }).click();
    await expect(
      this.#page.getByRole('button', { name: 'Register another' }),
    ).toBeVisible();
  }
}
