// SPDX-License-Identifier: Apache-2.0
import type { Entity } from '@backstage/catalog-model';
import { changesBetween } from 'backstage-plugin-audit-log-node';
import { ANNOTATION_TASK } from './annotations';
import type { Operation } from './Operation';
import { withoutAnnotations } from './withoutAnnotations';
import { wordsOf } from './wordsOf';

const LIFECYCLE = '/spec/lifecycle';

/** Of a project, what configures it rather than describes it. */
const CONFIGURATION = /^\/(spec|metadata\/(annotations|labels))(\/|$)/;

/** What an update is: a promotion, a change of a project's configuration, and a change of everything else. */
export function describeUpdate(
  before: Entity,
  after: Entity,
): readonly Operation[] {
  const { change, promotion, configuration, severity } = wordsOf(after);
  const operations: Operation[] = [];
  let changes = changesOf(before, after);

  const from = before.spec?.lifecycle;
  const to = after.spec?.lifecycle;
  if (promotion && isStage(from) && isStage(to) && from !== to) {
    operations.push({
      of: 'promotion',
      action: `${promotion}.initiate`,
      severity,
      changes: [{ path: LIFECYCLE, before: from, after: to }],
      meta: { from, to },
    });
    changes = changes.filter(({ path }) => path !== LIFECYCLE);
  }
  const configured = configuration
    ? changes.filter(({ path }) => CONFIGURATION.test(path))
    : [];
  if (configured.length > 0) {
    operations.push({
      of: 'configuration',
      action: `${configuration}.update`,
      severity,
      changes: configured,
    });
    changes = changes.filter(one => !configured.includes(one));
  }
  if (changes.length > 0) {
    operations.push({
      of: 'update',
      action: `${change}.update`,
      severity,
      changes,
    });
  }
  return operations;
}

/** That it names another task goes without saying where it changed in other ways: every record of it is of the task. */
function changesOf(before: Entity, after: Entity) {
  const [one, other] = [before, after].map(entity =>
    withoutAnnotations(entity, name => name === ANNOTATION_TASK),
  );
  const changes = changesBetween(one, other);
  return changes.length > 0 ? changes : changesBetween(before, after);
}

function isStage(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
