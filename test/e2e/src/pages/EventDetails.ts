// SPDX-License-Identifier: Apache-2.0
import { expect, type Locator, type Page } from '@playwright/test';

/** Everything that was recorded of the open event. */
export class EventDetails {
  readonly dialog: Locator;

  static on(page: Page, action: string): EventDetails {
    return new EventDetails(page.getByRole('dialog', { name: action }));
  }

  private constructor(dialog: Locator) {
    this.dialog = dialog;
  }

  section(title: string): Locator {
    return this.dialog.getByRole('region', { name: title, exact: true });
  }

  async rawEvent(): Promise<Record<string, unknown>> {
    await this.dialog.getByText('Raw JSON').click();
    return JSON.parse(
      await this.dialog.getByLabel('Event as JSON').innerText(),
    );
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close' }).click();
    await expect(this.dialog).toBeHidden();
  }
}
