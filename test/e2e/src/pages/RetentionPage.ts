// SPDX-License-Identifier: Apache-2.0
import { expect, type Locator, type Page } from '@playwright/test';
import { RunList } from './RunList';

type SectionName = 'Policy' | 'What is where' | 'Holds' | 'Runs' | 'Archive';

/** Admin → Audit Logs → Retention. */
export class RetentionPage {
  readonly #page: Page;

  static async open(page: Page): Promise<RetentionPage> {
    await page.goto('/audit-logs/retention');
    const retention = new RetentionPage(page);
    await expect(retention.section('Policy')).toBeVisible();
    return retention;
  }

  private constructor(page: Page) {
    this.#page = page;
  }

  section(name: SectionName): Locator {
    return this.#page.getByRole('region', { name, exact: true });
  }

  dialog(name: string): Locator {
    return this.#page.getByRole('dialog', { name });
  }

  /** A dialog that asks before something is done. */
  question(title: string | RegExp): Locator {
    return this.#page.getByRole('alertdialog', { name: title });
  }

  /** A file of the archive, by the words of its period. */
  file(period: string): Locator {
    return this.section('What is where')
      .getByRole('table', { name: 'Archive' })
      .getByRole('row')
      .filter({ hasText: period });
  }

  /** That the time is in doubt. */
  get clockNotice(): Locator {
    return this.#page
      .getByRole('note')
      .filter({ hasText: 'Nothing is removed while the time is in doubt' });
  }

  /** The latest run that somebody began. */
  get latestRun(): Locator {
    return this.#runs.latest;
  }

  /** Archives and removes what is due, and waits until that is done. */
  async runNow(): Promise<void> {
    const runNow = this.section('Runs').getByRole('button', {
      name: 'Run now…',
    });
    await this.#start(runNow, 'Archive and remove now what is due?', 'Run now');
  }

  /** The same, by the present time whatever it was before. */
  async trustClock(): Promise<void> {
    const trust = this.clockNotice.getByRole('button', {
      name: 'The clock is right: go on',
    });
    await this.#start(trust, 'Is the clock right?', 'Go on');
  }

  #start(button: Locator, title: string, action: string): Promise<void> {
    return this.#runs.begin({
      button,
      dialog: this.question(title),
      action,
      refusal: 'is under way already',
    });
  }

  get #runs(): RunList {
    return RunList.in(this.section('Runs'), 'Runs', 'Nothing was due yet');
  }
}
