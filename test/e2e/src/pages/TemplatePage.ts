// SPDX-License-Identifier: Apache-2.0
import { expect, type Page } from '@playwright/test';

/** The form of the example template "New service". */
export class TemplatePage {
  readonly #page: Page;

  static async open(page: Page): Promise<TemplatePage> {
    await page.goto('/create/templates/default/new-service');
    return new TemplatePage(page);
  }

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Fills in the form, runs the template and waits until it has ended well. */
  async run(values: { name: string; owner: string; system: string }) {
    await this.#page.getByRole('textbox', { name: 'Name' }).fill(values.name);
    await this.#choose('Owner', values.owner);
    await this.#choose('System', values.system);
    await this.#page.getByRole('button', { name: 'Review' }).click();
    await this.#page.getByRole('button', { name: 'Create' }).click();
    await expect(this.#page.getByText('Catalog entry')).toBeVisible();
  }

  async #choose(field: string, option: string): Promise<void> {
    await this.#page.getByLabel(field).click();
    await this.#page.getByRole('option', { name: option }).click();
  }
}
