// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import {
  describeAction,
  type FieldChange,
  SEVERITIES,
} from 'backstage-plugin-audit-log-common';
import { boundChanges } from '../bounds/boundChanges';
import { boundJson } from '../bounds/boundJson';
import type { Limits } from '../bounds/Limits';
import { mergeFields } from '../bounds/mergeFields';
import type { OperationDescription } from '../recording/OperationDescription';
import { addTargets } from './addTargets';
import type { DeclaredEventType } from './DeclaredEventType';
import { type Given, readGiven } from './readGiven';
import type { OperationDetails } from './AuditLogService';
import type { AuditRecord } from './AuditRecord';

/** What an action is called of which its plugin does not say what it is. */
const UNNAMED = 'unnamed';
const META = '/meta';
const CHANGE = ['path', 'before', 'after'] as const;
const MOST_TARGETS = 100;
const MOST_PROJECTS = 20;
const MOST_LABELS = 20;
const LONGEST_LABEL = 100;

export interface RecordDescription extends OperationDescription {
  /** About how many characters these have. */
  readonly metaSize: number;
  readonly changesSize: number;
}

/** What a plugin tells of an operation through the kit, whatever it tells. */
export function describeRecord(options: {
  readonly plugin: string;
  readonly record: Given<AuditRecord>;
  readonly types: ReadonlyMap<string, DeclaredEventType>;
  readonly limits: Limits;
}): RecordDescription {
  const { plugin, record, types, limits } = options;
  const own =
    typeof record.action === 'string' && record.action !== ''
      ? record.action
      : UNNAMED;
  const action = `${plugin}.${own}`;
  const declared = types.get(own);
  const labels = listOf(record.labels)
    .slice(0, MOST_LABELS)
    .filter(isText)
    .map(label => label.slice(0, LONGEST_LABEL));
  const nothingYet: RecordDescription = {
    event: own.split('.')[0],
    action,
    category: declared
      ? declared.category ?? plugin
      : describeAction(action).category,
    severity:
      SEVERITIES.find(severity => severity === record.severity) ??
      declared?.severity ??
      'low',
    targets: [],
    meta: {},
    ...(labels.length > 0 && { labels }),
    truncated: [],
    size: 0,
    metaSize: 0,
    changesSize: 0,
  };
  return describeFurther(nothingYet, record, limits);
}

/**
 * The same, with what has become known since. Its cost is that of what is new, so that something can be added in a loop;
 * only where that goes beyond the limits is all of it looked at again.
 */
export function describeFurther(
  known: RecordDescription,
  details: Given<OperationDetails>,
  limits: Limits,
): RecordDescription {
  const meta = addMeta(known, details.meta, limits);
  const changes = addChanges(known, listOf(details.changes), limits);
  const targets = addTargets(
    known.targets,
    listOf(details.targets),
    MOST_TARGETS,
  );
  const projects = addTargets(
    known.projects ?? [],
    listOf(details.projects),
    MOST_PROJECTS,
  );
  return {
    ...known,
    ...meta,
    ...changes,
    targets: targets.targets,
    projects: projects.targets,
    truncated: [
      ...new Set([
        ...known.truncated,
        ...meta.truncated,
        ...changes.truncated,
        ...(targets.isCut ? ['/targets'] : []),
        ...(projects.isCut ? ['/projects'] : []),
      ]),
    ],
    size: meta.metaSize + changes.changesSize + targets.size + projects.size,
  };
}

function addMeta(known: RecordDescription, given: unknown, limits: Limits) {
  const added = boundJson(mergeFields([given], limits.entries), limits, META);
  const meta = { ...known.meta, ...(added.value as JsonObject) };
  const metaSize = known.metaSize + added.size;
  const { truncated } = added;
  if (
    metaSize <= limits.metaSize &&
    Object.keys(meta).length <= limits.entries
  ) {
    return { meta, metaSize, truncated };
  }
  const all = boundJson(meta, limits, META);
  return {
    meta: all.value as JsonObject,
    metaSize: all.size,
    truncated: [...truncated, ...all.truncated],
  };
}

function addChanges(
  { changes = [], changesSize }: RecordDescription,
  given: readonly unknown[],
  limits: Limits,
) {
  const room = {
    ...limits,
    metaSize: Math.max(limits.metaSize - changesSize, 0),
    entries: Math.max(limits.entries - changes.length, 0),
  };
  const added = boundChanges(
    given.slice(0, room.entries + 1).flatMap(readChange),
    room,
    changes.length,
  );
  const all = [...changes, ...added.changes];
  return {
    ...(all.length > 0 && { changes: all }),
    changesSize: changesSize + added.size,
    truncated: added.truncated,
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** None where it is not said what was changed. */
function readChange(given: unknown): FieldChange[] {
  const { path, before, after } = readGiven<FieldChange>(given, CHANGE);
  if (!isText(path)) {
    return [];
  }
  const isPointer = path === '' || path.startsWith('/');
  const pointer = isPointer
    ? path
    : `/${path.replace(/~/g, '~0').replace(/\//g, '~1')}`;
  return [{ path: pointer, before, after }];
}
