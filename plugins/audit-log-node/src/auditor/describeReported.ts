// SPDX-License-Identifier: Apache-2.0
import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { describeAction, SEVERITIES } from 'backstage-plugin-audit-log-common';
import { boundJson } from '../bounds/boundJson';
import type { Limits } from '../bounds/Limits';
import { mergeFields } from '../bounds/mergeFields';
import type { OperationDescription } from '../recording/OperationDescription';
import { readTargets } from '../targets/readTargets';
import { isCopyOf } from './isCopyOf';

/** The actions of a portal are few and come again and again: what was found out of so many is kept. */
const MOST_KNOWN = 1_000;
const categories = new Map<string, string>();

const NOTHING = {};

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
  const action = actionOf(plugin, event, meta);
  return {
    event,
    action,
    category: categoryOf(action),
    severity: severityOf(reported),
    targets: readTargets(plugin, meta),
    meta,
    truncated,
    size,
  };
}

/** Whether `describeReported` would say the same again: its plugin has changed nothing since, and added nothing. */
export function isDescribed(
  { event, severity, meta, truncated }: OperationDescription,
  reported: AuditorServiceCreateEventOptions,
  added: JsonObject | undefined,
): boolean {
  return (
    truncated.length === 0 &&
    event === reported.eventId &&
    severity === severityOf(reported) &&
    isCopyOf(NOTHING, added ?? NOTHING) &&
    isCopyOf(meta, reported.meta ?? NOTHING)
  );
}

function actionOf(plugin: string, event: string, meta: JsonObject): string {
  const kind = [meta.actionType, meta.queryType].find(
    type => typeof type === 'string' && type !== '',
  );
  return [plugin, event, kind].filter(Boolean).join('.');
}

function severityOf({ severityLevel }: AuditorServiceCreateEventOptions) {
  return SEVERITIES.find(severity => severity === severityLevel) ?? 'low';
}

function categoryOf(action: string): string {
  let category = categories.get(action);
  if (category === undefined) {
    ({ category } = describeAction(action));
    // Whoever makes names up finds no room here.
    if (categories.size < MOST_KNOWN && action.length < 200) {
      categories.set(action, category);
    }
  }
  return category;
}
