// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import type { Verification } from 'backstage-plugin-audit-log-common';
import type { AuditLogPaths } from '../../navigation/useAuditLogPaths';
import { EventTime } from '../cells/EventTime';
import { LabelChip } from '../cells/LabelChip';
import type { AccessColumn } from '../list/AccessTable';
import { RUN_COLUMNS } from '../list/runColumns';
import { ShortText } from '../list/ShortText';
import { runLabel } from './runLabel';
import { sequenceWords } from './sequenceWords';

/** What the list says of each verification. */
export function runColumns(
  paths: AuditLogPaths | undefined,
): readonly AccessColumn<Verification>[] {
  return [
    {
      title: 'Began',
      width: 168,
      cell: ({ id, startedAt }) =>
        paths ? (
          <Link to={paths.integrity(id)}>
            <EventTime time={startedAt} />
          </Link>
        ) : (
          <EventTime time={startedAt} />
        ),
    },
    {
      title: 'Result',
      width: 168,
      cell: run => (
        <>
          <LabelChip label={runLabel(run)} />
          {run.error && <ShortText text={run.error} />}
        </>
      ),
    },
    {
      title: 'Events',
      cell: ({ from, to, verified, erased }) => (
        <>
          {sequenceWords(from, to)}
          {verified < to - from && (
            <div>{verified.toLocaleString()} of them verified</div>
          )}
          {erased > 0 && <div>{erased.toLocaleString()} partly erased</div>}
        </>
      ),
    },
    {
      title: 'Found',
      width: 80,
      cell: ({ findingCount }) => findingCount.toLocaleString(),
    },
    ...RUN_COLUMNS,
  ];
}
