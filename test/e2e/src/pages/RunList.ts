// SPDX-License-Identifier: Apache-2.0
import { expect, type Locator } from '@playwright/test';

const LONGEST = 150_000;

/** What a run is begun with. */
export interface RunStart {
  /** Opens the dialog. */
  readonly button: Locator;
  readonly dialog: Locator;
  /** The word on the button of the dialog. */
  readonly action: string;
  /** What the dialog says while the portal is at it by itself. */
  readonly refusal: string;
}

/** The runs that a page lists. The portal begins some by itself at any moment; these are those that somebody has begun. */
export class RunList {
  readonly #whole: Locator;
  readonly #runs: Locator;

  /** In the table of this name, or with this said in its place while there are none. */
  static in(section: Locator, table: string, empty: string): RunList {
    return new RunList(
      section.getByRole('table', { name: table, exact: true }),
      section.getByText(empty, { exact: true }),
    );
  }

  private constructor(table: Locator, empty: Locator) {
    this.#whole = table.or(empty);
    this.#runs = table
      .getByRole('row')
      // Not the one of the titles.
      .filter({ has: table.page().getByRole('rowheader') })
      .filter({ hasNotText: 'by itself' });
  }

  /** The row of the one that began last. */
  get latest(): Locator {
    return this.#runs.first();
  }

  /** Begins one, again where the portal is at it by itself, and waits until it has ended. */
  async begin({ button, dialog, action, refusal }: RunStart): Promise<void> {
    // Behind a dialog nothing can be seen.
    await expect(this.#whole).toBeVisible();
    const before = await this.#runs.count();
    const refused = dialog.getByText(refusal);
    await expect(async () => {
      await button.click();
      await dialog.getByRole('button', { name: action, exact: true }).click();
      await expect
        .poll(async () => [await dialog.isHidden(), await refused.isVisible()])
        .toContain(true);
      if (await refused.isVisible()) {
        await dialog.getByRole('button', { name: 'Cancel' }).click();
        throw new Error(`The portal is at it by itself: ${refusal}`);
      }
    }).toPass({ timeout: LONGEST });
    await expect(this.#runs).toHaveCount(before + 1);
    await expect(this.latest).not.toContainText('Running', {
      timeout: LONGEST,
    });
  }
}
