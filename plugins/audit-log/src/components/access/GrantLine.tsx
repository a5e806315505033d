// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import type { Grant } from 'backstage-plugin-audit-log-common';
import { useOptionalRouteRef } from '../../navigation/useOptionalRouteRef';
import { rootRouteRef } from '../../routes';
import { operationView } from '../../view/operationView';
import { viewToParams } from '../../view/viewToParams';
import { formatTime } from '../labels/formatTime';
import { SubjectLink } from './SubjectLink';

/** Since when something holds, by whom it was given, and the way to the event that has it on record. */
export const GrantLine = (props: {
  readonly grant?: Grant;
  /** Who it was when nobody is named: the configuration, or the catalog. */
  readonly otherwise?: string;
}) => {
  const { grant = {}, otherwise } = props;
  const { since, by, operationId } = grant;
  const auditLogs = useOptionalRouteRef(rootRouteRef);
  const day = since && <time dateTime={since}>{formatTime.day(since)}</time>;
  const event =
    auditLogs && since && operationId
      ? `${auditLogs()}?${viewToParams(operationView(operationId, since))}`
      : undefined;
  return (
    <span>
      {day && (
        <>
          since{' '}
          {event ? (
            <Link to={event} title="Show this in the audit log">
              {day}
            </Link>
          ) : (
            day
          )}
        </>
      )}
      {day && (by || otherwise) && ', '}
      {by ? (
        <>
          by <SubjectLink of={by} />
        </>
      ) : (
        otherwise && <>by {otherwise}</>
      )}
    </span>
  );
};
