// SPDX-License-Identifier: Apache-2.0
import { expect, type Locator, type Page } from '@playwright/test';

type SectionName = 'Ledger' | 'Verification' | 'Recording' | 'Erasures';

/** Admin → Audit Logs → Integrity. */
export class IntegrityPage {
  readonly #page: Page;

  static async open(page: Page): Promise<IntegrityPage> {
    await page.goto('/audit-logs/integrity');
    const integrity = new IntegrityPage(page);
    await expect(
      integrity.section('Ledger').getByText('Sealed', { exact: true }),
    ).toBeVisible();
    return integrity;
  }

  private constructor(page: Page) {
    this.#page = page;
  }

  section(name: SectionName): Locator {
    return this.#page.getByRole('region', { name, exact: true });
  }

  /** The latest verification, in the table. */
  get latestRun(): Locator {
    return this.section('Verification')
      .getByRole('table', { name: 'Verifications' })
      .getByRole('row')
      .nth(1);
  }

  get latestErasure(): Locator {
    return this.section('Erasures')
      .getByRole('table', { name: 'Erasures' })
      .getByRole('row')
      .nth(1);
  }

  /** Has everything verified, and waits until that is done. */
  async verifyEverything(): Promise<void> {
    const verify = this.section('Verification').getByRole('button', {
      name: 'Verify now',
    });
    const dialog = this.#page.getByRole('dialog', {
      name: 'Verify the ledger',
    });
    const refusal = dialog.getByText('is being verified already');
    await expect(async () => {
      await verify.click();
      await dialog.getByRole('button', { name: 'Verify', exact: true }).click();
      await expect
        .poll(async () => [await dialog.isHidden(), await refusal.isVisible()])
        .toContain(true);
      if (await refusal.isVisible()) {
        await dialog.getByRole('button', { name: 'Cancel' }).click();
        throw new Error('The portal verifies by itself at the moment');
      }
    }).toPass({ timeout: 60_000 });
    await expect(verify).toBeEnabled();
    await expect(this.latestRun).not.toContainText('Running');
  }

  async openEraseDialog(): Promise<Locator> {
    await this.section('Erasures')
      .getByRole('button', { name: 'Erase a person…' })
      .click();
    return this.#page.getByRole('dialog', { name: 'Erase a person' });
  }
}
