// SPDX-License-Identifier: Apache-2.0
import type {
  ActorType,
  FilterName,
  Outcome,
  Severity,
} from 'backstage-plugin-audit-log-common';
import { ACTOR_TYPE_LABELS } from './actorTypes';
import { useEventWords, type DescribeAction } from './EventWords';
import { OUTCOME_LABELS } from './outcomes';
import { shortReference } from './reference';
import { SEVERITY_LABELS } from './severities';

/** A filter's value in words; a value from a hand-written link that means nothing is shown as it stands. */
export function filterValueLabel(
  filter: FilterName,
  value: string,
  describeAction: DescribeAction,
): string {
  switch (filter) {
    case 'action':
      return describeAction(value).title;
    case 'outcome':
      return OUTCOME_LABELS[value as Outcome]?.title ?? value;
    case 'severity':
      return SEVERITY_LABELS[value as Severity]?.title ?? value;
    case 'actorType':
      return ACTOR_TYPE_LABELS[value as ActorType]?.title ?? value;
    case 'actor':
    case 'target':
    case 'project':
      return shortReference(value);
    default:
      return value;
  }
}

/** The words for values of filters, as far as they are known. */
export function useFilterValueLabel(): (
  filter: FilterName,
  value: string,
) => string {
  const describeAction = useEventWords();
  return (filter, value) => filterValueLabel(filter, value, describeAction);
}
