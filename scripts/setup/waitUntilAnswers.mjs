// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 500;

/**
 * Resolves once a URL answers with success.
 *
 * @param {string} url
 * @param {AbortSignal} signal ends the waiting
 */
export async function waitUntilAnswers(url, signal) {
  while (!signal.aborted) {
    const response = await fetch(url, { signal }).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) {
      return;
    }
    await delay(POLL_MS);
  }
}
