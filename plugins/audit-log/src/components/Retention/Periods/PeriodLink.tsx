// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import { useAuditLogPaths } from '../../../navigation/useAuditLogPaths';
import { periodView } from '../../../view/periodView';
import { periodBounds, periodTitle } from './period';

/** A month or day in words, which leads to its events. */
export const PeriodLink = (props: {
  readonly period: string;
  /** When the earliest and the latest of its events were, where it is known: they were recorded in the period, and can be of before. */
  readonly occurredFrom?: string;
  readonly occurredTo?: string;
}) => {
  const { period, occurredFrom, occurredTo } = props;
  const paths = useAuditLogPaths();
  const bounds = periodBounds(period);
  const title = periodTitle(period);
  return paths ? (
    <Link
      to={paths.view(
        periodView(
          occurredFrom ?? bounds.from,
          occurredTo === undefined ? bounds.to : after(occurredTo),
        ),
      )}
    >
      {title}
    </Link>
  ) : (
    <>{title}</>
  );
};

/** The next millisecond: the end of a window is not in it. */
function after(time: string): string {
  return new Date(Date.parse(time) + 1).toISOString();
}
