// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import type { Target } from 'backstage-plugin-audit-log-common';
import {
  type AuditRecord,
  parentReference,
} from 'backstage-plugin-audit-log-node';
import type { EntityChange, EntityState } from '../changes/EntityChange';
import { actorOf } from './actorOf';
import type { DescribeSettings, FindEntities } from './DescribeSettings';
import { describeUpdate } from './describeUpdate';
import type { Operation } from './Operation';
import { recordId } from './recordId';
import { targetOf } from './targetOf';
import { taskOf } from './taskOf';
import { versionOf } from './versionOf';
import { wordsOf } from './wordsOf';

/**
 * What is recorded of a change: one record, or several where it is several operations in one. Each has an id of its own that
 * follows from that of the change, so that describing it again gives the same ids. None when there is nothing to say.
 */
export async function describeChange(
  change: EntityChange,
  settings: DescribeSettings,
  find: FindEntities,
): Promise<readonly AuditRecord[]> {
  const { id, seenAt, cause, before, after } = change;
  const state = after ?? before;
  if (!state) {
    return [];
  }
  const taskId = taskOf(change);
  const task: readonly Target[] =
    taskId === undefined ? [] : [{ ref: `task:${taskId}` }];
  const projects = [before, after].flatMap(
    one => (one && parentReference(one.content)) ?? [],
  );
  const operations = await operationsOf(change, settings, find);
  return operations.map(({ of, further = [], meta, ...operation }) => ({
    ...operation,
    id: recordId(id, of),
    ...actorOf(change, settings),
    targets: [targetOf(state), ...further, ...task],
    projects: [...new Set(projects)],
    occurredAt: new Date(seenAt),
    operationId: cause?.operationId ?? id,
    meta: { ...(taskId !== undefined && { taskId }), ...meta },
  }));
}

async function operationsOf(
  { before, after, removal }: EntityChange,
  settings: DescribeSettings,
  find: FindEntities,
): Promise<readonly Operation[]> {
  if (before && after) {
    return describeUpdate(before.content, after.content);
  }
  if (after) {
    return [await describeCreation(after, settings, find)];
  }
  return before ? [describeDeletion(before, removal)] : [];
}

async function describeCreation(
  state: EntityState,
  settings: DescribeSettings,
  find: FindEntities,
): Promise<Operation> {
  const { change, version, severity } = wordsOf(state.content);
  const earlier = await versionOf(state, settings, find);
  return {
    of: 'creation',
    action: `${earlier ? version : change}.create`,
    severity,
    further: earlier ? [earlier] : [],
    meta: {
      ...(earlier && { versionOf: earlier.ref }),
      state: state.content as JsonObject,
    },
  };
}

function describeDeletion(
  { content }: EntityState,
  removal: EntityChange['removal'],
): Operation {
  return {
    of: 'deletion',
    action: `${wordsOf(content).change}.delete`,
    severity: 'high',
    meta: {
      ...(removal && { reason: removal }),
      lastState: content as JsonObject,
    },
  };
}
