// SPDX-License-Identifier: Apache-2.0
import { describeAction, type Target } from 'backstage-plugin-audit-log-common';
import type { KeyPrincipal } from '../../access/keys/IngestionKeys';
import { mayNameProject } from '../../access/keys/keyScope';
import { normalRef } from '../../access/references';
import { claimedActor } from './claimedActor';
import type { DraftEvent } from './DraftEvent';
import { occurredTime } from './occurredTime';
import { outsideReference } from './references';
import { accepted, type Reading, rejected } from './Rejection';
import type { ReportedByKey } from './reportedByKey';

/** Marks events that somebody outside the portal reported. */
export const EXTERNAL = 'external';

/** What is recorded of what an outside system reported. That its key may use the source is for the caller to see to. */
export function eventFromKey(
  reported: ReportedByKey,
  key: KeyPrincipal,
  now: number,
): Reading<DraftEvent> {
  const { id, source, severity = 'low', outcome = 'succeeded' } = reported;
  const type = reported.type ?? reported.action!;
  const action = `external.${type}`;
  const occurred = occurredTime(reported.occurredAt, now);
  if (!occurred.ok) {
    return occurred;
  }
  const projects = namedProjects(reported, key);
  if (!projects.ok) {
    return projects;
  }
  return accepted({
    ...optionalFields(reported),
    occurredAt: new Date(occurred.value).toISOString(),
    plugin: `external:${source}`,
    event: type,
    action,
    category: describeAction(action).category,
    severity,
    outcome,
    actor: claimedActor(reported.actor, source, key),
    targets: (reported.targets ?? []).map(outsideReference),
    projects: [...projects.value],
    meta: { ...reported.meta, source, sourceId: id },
    labels: [EXTERNAL],
  });
}

function namedProjects(
  { projects = [] }: ReportedByKey,
  key: KeyPrincipal,
): Reading<readonly Target[]> {
  const named: Target[] = [];
  for (const [index, { ref: given, title }] of projects.entries()) {
    const field = `projects.${index}`;
    const ref = normalRef(given);
    if (ref === undefined || !/^(system|domain):/.test(ref)) {
      return rejected(
        'invalid',
        `${field}: must be the reference of a System or Domain, such as system:default/retail, got '${given}'`,
      );
    }
    if (!mayNameProject(key, ref)) {
      return rejected(
        'project',
        `${field}: the key may not name ${ref}; add it to the projects of the key, or leave it out`,
        { project: ref },
      );
    }
    named.push({ ref, ...(title !== undefined && { title }) });
  }
  return accepted(named);
}

/** What is recorded as it was reported. */
export function optionalFields(
  reported: Pick<
    ReportedByKey,
    'operationId' | 'durationMs' | 'request' | 'error' | 'changes'
  >,
): Partial<DraftEvent> {
  const { operationId, durationMs, request, error, changes } = reported;
  return {
    ...(operationId !== undefined && {
      operationId: operationId.toLowerCase(),
    }),
    ...(durationMs !== undefined && { durationMs }),
    ...(request && { request }),
    ...(error && { error }),
    ...(changes && { changes: [...changes] }),
  };
}
