// SPDX-License-Identifier: Apache-2.0
import { test } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';

/**
 * A folder in another one, for as long as a fixture of a worker is used. It is deleted when the worker ends well, and stays when it ends
 * because of a test or a hook that failed, so that what is in it can be read: `removeLeftovers` deletes it before the next run.
 */
export async function useFolder(
  { parent, name }: { readonly parent: string; readonly name: string },
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const id = randomBytes(4).toString('hex');
  // By whom it is, so that nobody takes it for a leftover.
  const folder = resolve(parent, `${name}-${process.pid}-${id}`);
  await mkdir(folder, { recursive: true });
  await use(folder);
  if (!isTestFailing()) {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A worker that ends because of a failure does so within the test that failed, and otherwise within none. */
function isTestFailing(): boolean {
  try {
    const { status, expectedStatus } = test.info();
    return status !== expectedStatus;
  } catch {
    return false;
  }
}
