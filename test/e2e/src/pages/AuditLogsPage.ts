// SPDX-License-Identifier: Apache-2.0
import { expect, type Locator, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { EventDetails } from './EventDetails';

/** An event as the table shows it. */
export interface ShownEvent {
  /** ISO 8601, from the time element. */
  readonly time: string;
  /** With the initials of the avatar, and through what. */
  readonly actor: string;
  readonly action: string;
  readonly outcome: string;
  /** The main one. */
  readonly target: string;
  /** The main one. */
  readonly project: string;
  readonly plugin: string;
}

/** Admin → Audit Logs. */
export class AuditLogsPage {
  readonly table: Locator;
  readonly next: Locator;
  readonly previous: Locator;
  readonly activeFilters: Locator;
  readonly #page: Page;

  /** Opens the page by its address, which holds the view. */
  static async open(page: Page, query = ''): Promise<AuditLogsPage> {
    await page.goto(`/audit-logs${query && `?${query}`}`);
    const auditLogs = AuditLogsPage.on(page);
    await auditLogs.loaded();
    return auditLogs;
  }

  /** The page that is open already. */
  static on(page: Page): AuditLogsPage {
    return new AuditLogsPage(page);
  }

  private constructor(page: Page) {
    this.#page = page;
    this.table = page.getByRole('table', { name: 'Audit events' });
    this.next = page.getByRole('button', { name: 'Next', exact: true });
    this.previous = page.getByRole('button', { name: 'Previous', exact: true });
    this.activeFilters = page.getByRole('list', { name: 'Active filters' });
  }

  /** Resolves once the events of the view are there, or it is clear that there are none. */
  async loaded(): Promise<void> {
    await expect(
      this.#page
        .getByRole('status')
        .filter({ hasText: /^([\d,–]+( of [\d,]+)? events?|No events)$/ }),
    ).toBeVisible();
    await expect(
      this.#page.getByRole('progressbar', { name: 'Loading' }),
    ).toBeHidden();
  }

  /** The row of an event that has all of these texts in it. */
  row(...texts: readonly (string | RegExp)[]): Locator {
    return texts.reduce<Locator>(
      (rows, text) => rows.filter({ hasText: text }),
      this.table.getByRole('row'),
    );
  }

  async refresh(): Promise<void> {
    await this.#page
      .getByRole('button', { name: 'Refresh', exact: true })
      .click();
  }

  /** Refreshes the view until such an event is in it, and gives the newest. */
  find(...texts: readonly (string | RegExp)[]): Promise<Locator> {
    return this.#findWithin(60_000, texts);
  }

  /** The same, for what the catalog has to notice first, within a minute where nothing else keeps the machine busy. */
  findWithinAMinute(...texts: readonly (string | RegExp)[]): Promise<Locator> {
    return this.#findWithin(150_000, texts);
  }

  /** ISO 8601, in the order in which they are shown. */
  shownTimes(): Promise<string[]> {
    return this.table
      .getByRole('time')
      .evaluateAll(times => times.map(time => time.getAttribute('datetime')!));
  }

  async shownEvents(): Promise<ShownEvent[]> {
    const main = (text: string) => text.split('\n')[0];
    // All of it at once: events keep arriving.
    const rows = await this.table.getByRole('row').evaluateAll(elements =>
      elements.map(element => ({
        time: element.querySelector('time')?.getAttribute('datetime'),
        cells: [...element.querySelectorAll('td')].map(cell => cell.innerText),
      })),
    );
    return rows.flatMap(({ time, cells }) => {
      // The header has none.
      if (!time) {
        return [];
      }
      const [, actor, action, outcome, target, project, plugin] = cells.map(
        text => text.trim(),
      );
      return {
        time,
        actor,
        action,
        outcome,
        target: main(target),
        project: main(project),
        plugin,
      };
    });
  }

  async openEvent(row: Locator, action: string): Promise<EventDetails> {
    await row.getByRole('button', { name: action }).click();
    return EventDetails.on(this.#page, action);
  }

  async search(text: string): Promise<void> {
    const box = this.#page.getByRole('textbox', { name: 'Search events' });
    await box.fill(text);
    await box.press('Enter');
    await expect(
      this.activeFilters.getByText(`Text: ${text}`, { exact: true }),
    ).toBeVisible();
    await this.loaded();
  }

  /** Chooses one of the values that a filter offers. */
  async chooseFilter(title: string, value: string | RegExp): Promise<void> {
    const dialog = await this.openFilter(title);
    await dialog.getByRole('checkbox', { name: value }).check();
    await this.#closePopover(dialog);
    await this.loaded();
  }

  /** Types a value of a filter in full. */
  async enterFilter(title: string, value: string): Promise<void> {
    const dialog = await this.openFilter(title);
    const box = dialog.getByRole('textbox');
    await box.fill(value);
    await box.press('Enter');
    await this.#closePopover(dialog);
    await this.loaded();
  }

  async openFilter(title: string): Promise<Locator> {
    const filters = this.#page.getByRole('region', { name: 'Filters' });
    const more = filters.getByRole('button', { name: 'More filters' });
    const button = filters.getByRole('button', {
      name: new RegExp(`^${title}( \\(\\d+\\))?$`),
    });
    if (!(await button.isVisible())) {
      await more.click();
    }
    await button.click();
    const dialog = this.#page.getByRole('dialog', {
      name: `Filter by ${title}`,
    });
    await expect(dialog).toBeVisible();
    return dialog;
  }

  async clearFilters(): Promise<void> {
    await this.activeFilters.getByRole('button', { name: 'Clear all' }).click();
    await this.loaded();
  }

  get timeRange(): Locator {
    return this.#page.getByRole('button', { name: /^Time range:/ });
  }

  async chooseTimeRange(preset: string): Promise<void> {
    await this.timeRange.click();
    await this.#page
      .getByRole('dialog', { name: 'Time range' })
      .getByRole('button', { name: preset })
      .click();
    await this.loaded();
  }

  /** Downloads the view, and gives the file's text. */
  async export(
    format: 'CSV' | 'NDJSON' | 'NDJSON with proofs',
  ): Promise<string> {
    await this.#page
      .getByRole('button', { name: 'Export', exact: true })
      .click();
    const downloading = this.#page.waitForEvent('download');
    await this.#page
      .getByRole('menuitem', { name: new RegExp(`^${format}(?! with)`) })
      .click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(
      new RegExp(`^audit-log.*\\.${format.split(' ')[0].toLowerCase()}$`),
    );
    await expect(
      this.#page.getByText(/^Exported [\d,]+ events?/),
    ).toBeVisible();
    return readFile(await download.path(), 'utf8');
  }

  async #findWithin(
    timeout: number,
    texts: readonly (string | RegExp)[],
  ): Promise<Locator> {
    const row = this.row(...texts);
    await expect(async () => {
      await this.refresh();
      // However long it takes: another click would begin it anew.
      await this.loaded();
      await expect(row.first()).toBeVisible({ timeout: 500 });
    }).toPass({ timeout, intervals: [500] });
    return row.first();
  }

  async #closePopover(dialog: Locator): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
}
