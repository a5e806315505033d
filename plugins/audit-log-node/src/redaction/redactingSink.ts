// SPDX-License-Identifier: Apache-2.0
import type { AuditEventSink } from '../AuditEventSink';
import { redactEvent } from './redactEvent';
import type { SecretKeys } from './SecretKeys';

/** A sink that hands on events without the secrets in them. */
export function redactingSink(
  secretKeys: SecretKeys,
  next: AuditEventSink,
): AuditEventSink {
  return {
    append: async events =>
      next.append(events.map(event => redactEvent(event, secretKeys))),
  };
}
