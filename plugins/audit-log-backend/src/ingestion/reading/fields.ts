// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import {
  ACTOR_TYPES,
  OUTCOMES,
  SEVERITIES,
} from 'backstage-plugin-audit-log-common';
import { z } from 'zod';

/** Control characters and halves of surrogate pairs: in no name of anything, and not every database keeps them. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/** A text of at most this many characters, and not without any. */
export const text = (longest: number) => z.string().min(1).max(longest);

export const name = (longest: number) =>
  text(longest).refine(value => !UNPRINTABLE.test(value), {
    error: 'must not hold control characters',
  });

/** Of texts or of objects with these fields, each as an object. */
export const references = (ref: z.ZodType<string>, title: z.ZodType<string>) =>
  z.array(
    z.union(
      [
        ref.transform(given => ({ ref: given, title: undefined })),
        z.object({ ref, title: title.optional() }),
      ],
      { error: 'must be a reference, or an object with one as ref' },
    ),
  );

const oneOf = <T extends string>(values: readonly T[]) =>
  z.enum(values as [T, ...T[]]);

export const actorType = oneOf(ACTOR_TYPES);

/** An object, left as it is however deep: bounding takes what can be kept of it. */
export const object = z.custom<JsonObject>(
  value => typeof value === 'object' && value !== null && !Array.isArray(value),
  { error: 'must be an object' },
);

/** What is the same whoever reports it. */
export const common = {
  operationId: z.uuid().optional(),
  durationMs: z.number().int().min(0).optional(),
  severity: oneOf(SEVERITIES).optional(),
  outcome: oneOf(OUTCOMES).optional(),
  request: z
    .object({
      method: z.string().optional(),
      path: z.string().optional(),
      address: z.string().optional(),
      userAgent: z.string().optional(),
      traceId: z.string().optional(),
    })
    .optional(),
  error: z.object({ name: text(500), message: z.string() }).optional(),
  meta: object.optional(),
};

export const envelope = {
  id: name(500),
  occurredAt: z.iso.datetime({ offset: true }).optional(),
};
