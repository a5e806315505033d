// SPDX-License-Identifier: Apache-2.0
import { SEVERITIES } from 'backstage-plugin-audit-log-common';
import type { DeclaredEventType } from 'backstage-plugin-audit-log-node';
import { z } from 'zod';
import { storedText } from '../database/storedText';

/** Of one plugin. */
const MOST_TYPES = 500;
/** Of the schema of one type, in characters of JSON. */
const LARGEST_SCHEMA = 64_000;
const DEEPEST_SCHEMA = 64;

const text = (longest: number) =>
  z.string().trim().min(1).max(longest).overwrite(storedText);

const DECLARED_TYPE = z.object({
  action: text(200).regex(/^[^\s.]+(\.[^\s.]+)*$/, {
    error:
      'must be an event id, and after a dot the kind of action, such as report.publish',
  }),
  title: text(100),
  description: text(1000),
  severity: z.enum(SEVERITIES as [string, ...string[]]).optional(),
  category: text(100).optional(),
  read: z.boolean().optional(),
  meta: z
    .record(z.string(), z.unknown())
    .superRefine((schema, { addIssue }) => {
      if (isDeeperThan(schema, DEEPEST_SCHEMA)) {
        addIssue(`must not be nested deeper than ${DEEPEST_SCHEMA} levels`);
      } else if (JSON.stringify(schema).length > LARGEST_SCHEMA) {
        addIssue(
          `must not be longer than ${LARGEST_SCHEMA} characters as JSON`,
        );
      }
    })
    .optional(),
  personal: z
    .array(z.string().max(500).regex(/^\//, 'must be a JSON Pointer'))
    .max(100)
    .optional(),
});

export interface ReadTypes {
  readonly types: readonly DeclaredEventType[];
  /** What is wrong with those that were left out, each a sentence. */
  readonly problems: readonly string[];
}

/** What a plugin declares, as far as it can be taken. Of two types of one action, the last. */
export function readDeclaredTypes(items: unknown): ReadTypes {
  if (!Array.isArray(items)) {
    return { types: [], problems: ['it must be a list of event types'] };
  }
  const types = new Map<string, DeclaredEventType>();
  const problems: string[] = [];
  items.slice(0, MOST_TYPES).forEach((item: unknown, index) => {
    const { data, error } = DECLARED_TYPE.safeParse(item);
    if (data) {
      types.set(data.action, data as DeclaredEventType);
    } else {
      problems.push(`${nameOf(item, index)}: ${inWords(error)}`);
    }
  });
  if (items.length > MOST_TYPES) {
    problems.push(
      `there are ${items.length} types, of which the first ${MOST_TYPES} are taken`,
    );
  }
  return { types: [...types.values()], problems };
}

function nameOf(item: unknown, index: number): string {
  const action = (item as { action?: unknown } | null)?.action;
  return typeof action === 'string' ? action.slice(0, 200) : `type ${index}`;
}

function inWords(error: z.ZodError): string {
  const [{ path, message }] = error.issues;
  return [path.join('.'), message].filter(Boolean).join(' ');
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return (
    levels === 0 ||
    Object.values(value).some(inner => isDeeperThan(inner, levels - 1))
  );
}
