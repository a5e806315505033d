// SPDX-License-Identifier: Apache-2.0
import { expect, type Locator, type Page } from '@playwright/test';

type TabName = 'Roles' | 'Groups' | 'Members' | 'Invitations' | 'Keys';

/** Admin → Access Control. */
export class AccessControlPage {
  readonly #page: Page;

  /** Opens the page by the navigation, as a person does. */
  static async open(page: Page): Promise<AccessControlPage> {
    await page.goto('/catalog');
    await page
      .getByRole('navigation', { name: 'sidebar nav' })
      .getByRole('group', { name: 'Admin' })
      .getByRole('link', { name: 'Access Control' })
      .click();
    const accessControl = new AccessControlPage(page);
    await expect(accessControl.tab('Roles')).toBeVisible();
    return accessControl;
  }

  /** The page that is open already. */
  static on(page: Page): AccessControlPage {
    return new AccessControlPage(page);
  }

  private constructor(page: Page) {
    this.#page = page;
  }

  tab(name: TabName): Locator {
    return this.#page.getByRole('tab', { name, exact: true });
  }

  async openTab(name: TabName): Promise<void> {
    await this.tab(name).click();
    await expect(this.tab(name)).toHaveAttribute('aria-selected', 'true');
  }

  button(name: string): Locator {
    return this.#page.getByRole('button', { name, exact: true });
  }

  dialog(name: string | RegExp): Locator {
    return this.#page.getByRole('dialog', { name });
  }

  /** A question before something that cannot be undone. */
  question(name: string | RegExp): Locator {
    return this.#page.getByRole('alertdialog', { name });
  }

  /** A row of the table of this name that has all of these texts in it. */
  row(table: string, ...texts: readonly (string | RegExp)[]): Locator {
    return texts.reduce<Locator>(
      (rows, text) => rows.filter({ hasText: text }),
      this.#page
        .getByRole('table', { name: table, exact: true })
        .getByRole('row'),
    );
  }

  /** + Create Role, name, description, Next, permissions, Create. */
  async createRole(role: {
    readonly name: string;
    readonly description: string;
    readonly permission: string | RegExp;
  }): Promise<void> {
    await this.openTab('Roles');
    await this.button('Create Role').click();
    const dialog = this.dialog('Create role');
    await dialog.getByRole('textbox', { name: 'Name' }).fill(role.name);
    await dialog
      .getByRole('textbox', { name: 'Description' })
      .fill(role.description);
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog.getByRole('checkbox', { name: role.permission }).check();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(dialog).toBeHidden();
    await expect(
      this.#page.getByRole('heading', { name: role.name }),
    ).toBeVisible();
  }

  /** Finds a group by its title, and opens its page. */
  async openGroup(title: string): Promise<void> {
    await this.openTab('Groups');
    const search = this.#page.getByRole('textbox', { name: 'Search groups' });
    await search.fill(title);
    await search.press('Enter');
    await this.row('Groups', title)
      .getByRole('link', { name: title, exact: true })
      .click();
    await expect(
      this.#page.getByRole('heading', { name: title }).first(),
    ).toBeVisible();
  }

  /** Of the group that is open: Edit, and the part of it to change. */
  async edit(part: 'Details' | 'Roles' | 'Members'): Promise<void> {
    await this.button('Edit').click();
    const parts = this.#page.getByRole('tablist', { name: /^Edit/ });
    await parts.getByRole('tab', { name: part }).click();
  }

  /** Of the group that is open: Edit → Roles → + Add Roles → Add. */
  async addRoles(roles: readonly string[], project?: string): Promise<void> {
    await this.edit('Roles');
    await this.button('Add Roles').click();
    const dialog = this.dialog(/^Add roles to/);
    for (const role of roles) {
      await dialog.getByRole('textbox', { name: 'Search roles' }).fill(role);
      await dialog.getByRole('checkbox', { name: role }).check();
    }
    if (project !== undefined) {
      await dialog.getByRole('radio', { name: 'One project' }).check();
      await dialog.getByRole('textbox', { name: 'Project' }).fill(project);
      await this.#page
        .getByRole('option', { name: new RegExp(project) })
        .click();
    }
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** Of the group that is open for editing. */
  async removeRole(role: string): Promise<void> {
    await this.row('Roles', role)
      .getByRole('button', { name: /^Remove/ })
      .click();
    const question = this.question(`Remove the role ${role}?`);
    await question.getByRole('button', { name: 'Remove' }).click();
    await expect(question).toBeHidden();
  }
}
