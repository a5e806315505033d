// SPDX-License-Identifier: Apache-2.0
import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { describeAction, SEVERITIES } from 'backstage-plugin-audit-log-common';
import { boundJson } from '../bounds/boundJson';
import type { Limits } from '../bounds/Limits';
import { mergeFields } from '../bounds/mergeFields';
import type { OperationDescription } from '../recording/OperationDescription';
import { readTargets } from '../targets/readTargets';

/**
 * What a plugin reports to the auditor, as an operation: which action it is and what it is about stands in its meta, some
 * of which is reported when it begins and some when it ends.
 */
export function describeReported(options: {
  readonly plugin: string;
  readonly reported: AuditorServiceCreateEventOptions;
  /** What was reported at the end. */
  readonly added?: JsonObject;
  readonly limits: Limits;
}): OperationDescription {
  const { plugin, reported, added, limits } = options;
  const { value, truncated, size } = boundJson(
    mergeFields([reported.meta, added], limits.entries),
    limits,
    '/meta',
  );
  const meta = value as JsonObject;
  const event = String(reported.eventId);
  const kind = [meta.actionType, meta.queryType].find(
    type => typeof type === 'string' && type !== '',
  );
  const action = [plugin, event, kind].filter(Boolean).join('.');
  return {
    event,
    action,
    category: describeAction(action).category,
    severity:
      SEVERITIES.find(severity => severity === reported.severityLevel) ?? 'low',
    targets: readTargets(plugin, meta),
    meta,
    truncated,
    size,
  };
}
