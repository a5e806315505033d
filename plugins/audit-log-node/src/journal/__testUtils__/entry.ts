// SPDX-License-Identifier: Apache-2.0
import type { JournalEntry } from '../JournalEntry';

/** An entry with any JSON as its content. */
export const entry = (
  content: unknown,
  given: Partial<JournalEntry> = {},
): JournalEntry => ({ rank: 1, content: JSON.stringify(content), ...given });
