// SPDX-License-Identifier: Apache-2.0
import { expect, type Page } from '@playwright/test';

/** The catalog's page of one entity. */
export class EntityPage {
  readonly #page: Page;

  static async open(
    page: Page,
    entity: { kind: string; name: string },
  ): Promise<EntityPage> {
    await page.goto(`/catalog/default/${entity.kind}/${entity.name}`);
    await expect(
      page.getByRole('button', { name: 'More actions' }),
    ).toBeVisible();
    return new EntityPage(page);
  }

  private constructor(page: Page) {
    this.#page = page;
  }

  async refresh(): Promise<void> {
    // What says so on the page is gone again after some seconds.
    const scheduled = this.#page.waitForResponse(
      response =>
        new URL(response.url()).pathname === '/api/catalog/refresh' &&
        response.ok(),
    );
    await this.#page
      .getByRole('button', { name: 'Refresh', exact: true })
      .click();
    await scheduled;
  }

  /** Takes the entity's location out of the catalog, and the entity with it. */
  async unregister(): Promise<void> {
    const dialog = await this.#openUnregisterDialog();
    await dialog.getByRole('button', { name: 'Unregister Location' }).click();
    await expect(dialog).toBeHidden();
  }

  /** Takes out the entity alone. */
  async delete(): Promise<void> {
    const dialog = await this.#openUnregisterDialog();
    await dialog.getByRole('button', { name: 'Advanced Options' }).click();
    await dialog.getByRole('button', { name: 'Delete Entity' }).click();
    await expect(dialog).toBeHidden();
  }

  async #openUnregisterDialog() {
    await this.#page.getByRole('button', { name: 'More actions' }).click();
    await this.#page
      .getByRole('menuitem', { name: 'Unregister entity' })
      .click();
    return this.#page.getByRole('dialog', {
      name: 'Are you sure you want to unregister this entity?',
    });
  }
}
