// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { checked } from './checked';
import { actorType, common, envelope, name, references } from './fields';
import type { Reading } from './Rejection';

const texts = z.array(z.string()).optional();

/**
 * A plugin has bounded its events already, by limits that can be set, and what is more than is kept is cut here as it is
 * of events of this process. Its own process may be of a later version, which knows more fields; these are left out.
 */
const schema = z.object({
  ...common,
  ...envelope,
  action: name(400),
  plugin: name(200).optional(),
  event: name(400).optional(),
  category: name(100).optional(),
  actor: z
    .object({
      type: actorType,
      ref: z.string().optional(),
      title: z.string().optional(),
      via: z.string().optional(),
    })
    .optional(),
  targets: references(z.string(), z.string()).optional(),
  projects: references(z.string(), z.string()).optional(),
  changes: z
    .array(
      z.object({
        path: z.string(),
        before: z.unknown().optional(),
        after: z.unknown().optional(),
      }),
    )
    .optional(),
  labels: texts,
  redacted: texts,
  truncated: texts,
});

export type ReportedByPlugin = z.output<typeof schema>;

/** What a plugin of the portal reports. */
export function readReportedByPlugin(
  input: unknown,
): Reading<ReportedByPlugin> {
  return checked(schema, input);
}
