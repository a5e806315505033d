// SPDX-License-Identifier: Apache-2.0
import type {
  IngestionKey,
  IngestionKeyUpdate,
} from 'backstage-plugin-audit-log-common';

/** How the server calls the fields of a key. */
export const KEY_FIELDS = [
  'name',
  'sources',
  'projects',
  'mayNamePeople',
  'requestsPerMinute',
  'expiresAt',
] as const;

/** A key as it is being written. */
export interface KeyDraft {
  readonly name: string;
  /** One a line. */
  readonly sources: string;
  readonly projects: IngestionKey['projects'];
  readonly mayNamePeople: boolean;
  /** As it is typed. */
  readonly requestsPerMinute: string;
  /** Null for a key that does not expire; undefined while there is no day. */
  readonly expiresAt: string | null | undefined;
}

/** The draft of a new key, which expires in a year. */
export function newKey(now: number): KeyDraft {
  return {
    name: '',
    sources: '',
    projects: 'any',
    mayNamePeople: false,
    requestsPerMinute: '600',
    expiresAt: inDays(365, now),
  };
}

/** The draft of a key as it is. */
export function keyDraft(key: IngestionKey): KeyDraft {
  return {
    ...key,
    sources: key.sources.join('\n'),
    requestsPerMinute: String(key.requestsPerMinute),
  };
}

/** What is sent of a draft. */
export function keyInput(draft: KeyDraft): IngestionKeyUpdate {
  return {
    name: draft.name.trim(),
    sources: [...sourcesOf(draft)],
    projects: draft.projects,
    mayNamePeople: draft.mayNamePeople,
    requestsPerMinute: Number(draft.requestsPerMinute),
    expiresAt: draft.expiresAt ?? null,
  };
}

/** Whether there is enough of a draft to send. */
export function isComplete(draft: KeyDraft): boolean {
  return (
    draft.name.trim() !== '' &&
    sourcesOf(draft).length > 0 &&
    /^\d+$/.test(draft.requestsPerMinute.trim()) &&
    draft.expiresAt !== undefined
  );
}

/** The lines of the draft, each once. */
function sourcesOf({ sources }: KeyDraft): readonly string[] {
  const lines = sources.split('\n').map(line => line.trim());
  return [...new Set(lines.filter(Boolean))];
}

export function inDays(days: number, now: number): string {
  return new Date(now + days * 86_400_000).toISOString();
}
