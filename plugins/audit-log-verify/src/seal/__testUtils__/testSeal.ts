// SPDX-License-Identifier: Apache-2.0
import type { auditEvent } from '../../__testUtils__/auditEvent';
import { createSeal } from '../createSeal';
import type { Seal } from '../SealableEvent';

/** What is personal in the event of tests, its phone included. */
export const PARTS = [
  '/actor',
  '/changes/0/before',
  '/meta/a~1b~0c',
  '/meta/phone',
  '/meta/reviewers/0',
  '/meta/reviewers/2',
  '/targets/1',
];

/** A seal that has a salt for each of them. */
export const testSeal = (event: ReturnType<typeof auditEvent>): Seal =>
  createSeal(event, ['/meta/phone', '/meta/none']);
