// SPDX-License-Identifier: Apache-2.0
import { expect, type Locator, type Page } from '@playwright/test';
import { RunList } from './RunList';

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

  /** The latest verification that somebody asked for, in the table. */
  get latestRun(): Locator {
    return this.#runs.latest;
  }

  get latestErasure(): Locator {
    return this.section('Erasures')
      .getByRole('table', { name: 'Erasures' })
      .getByRole('row')
      .nth(1);
  }

  /** Has everything verified, and waits until that is done. */
  async verifyEverything(): Promise<void> {
    await this.#runs.begin({
      button: this.section('Verification').getByRole('button', {
        name: 'Verify now',
      }),
      dialog: this.#page.getByRole('dialog', { name: 'Verify the ledger' }),
      action: 'Verify',
      refusal: 'is being verified already',
    });
  }

  async openEraseDialog(): Promise<Locator> {
    await this.section('Erasures')
      .getByRole('button', { name: 'Erase a person…' })
      .click();
    return this.#page.getByRole('dialog', { name: 'Erase a person' });
  }

  get #runs(): RunList {
    return RunList.in(
      this.section('Verification'),
      'Verifications',
      'Nothing was verified yet',
    );
  }
}
