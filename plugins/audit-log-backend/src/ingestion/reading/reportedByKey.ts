// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { checked } from './checked';
import { actorType, common, envelope, name, references, text } from './fields';
import { type Reading, rejected } from './Rejection';

/** RFC 6901, section 3. */
const JSON_POINTER = /^(\/([^~/]|~[01])*)*$/;

/** What says something of the operation itself, and can be in the data of a CloudEvent too. */
const details = {
  ...common,
  actor: z
    .object({
      type: actorType,
      ref: name(500).optional(),
      title: text(500).optional(),
    })
    .optional(),
  targets: references(name(500), text(500)).max(100).optional(),
  projects: references(name(500), text(500)).max(20).optional(),
  changes: z
    .array(
      z.object({
        path: z.string().max(2_000).regex(JSON_POINTER, {
          error: 'must be a JSON Pointer, such as /spec/owner',
        }),
        before: z.unknown().optional(),
        after: z.unknown().optional(),
      }),
    )
    .max(500)
    .optional(),
};

const detailsSchema = z.strictObject(details);

/** An unknown field is most likely one that was mistyped, and would be lost in silence. */
const schema = z.strictObject({
  ...details,
  ...envelope,
  source: name(400),
  type: name(400).optional(),
  action: name(400).optional(),
});

export type ReportedDetails = z.output<typeof detailsSchema>;
export type ReportedByKey = z.output<typeof schema>;

/** What an outside system reports. */
export function readReportedByKey(input: unknown): Reading<ReportedByKey> {
  const reading = checked(schema, input);
  if (
    reading.ok &&
    (reading.value.type ?? reading.value.action) === undefined
  ) {
    return rejected('invalid', 'type: is missing');
  }
  return reading;
}

/** Undefined for anything else than an object all of whose fields are such details. */
export function readDetails(input: unknown): ReportedDetails | undefined {
  const reading = checked(detailsSchema, input);
  return reading.ok ? reading.value : undefined;
}
