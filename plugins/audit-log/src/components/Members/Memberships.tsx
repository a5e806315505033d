// SPDX-License-Identifier: Apache-2.0
import Paper from '@material-ui/core/Paper';
import type { MemberDetails } from 'backstage-plugin-audit-log-common';
import { GrantLine } from '../access/GrantLine';
import { PageSection } from '../access/PageSection';
import { SubjectLink } from '../access/SubjectLink';
import { GROUP_SOURCES } from '../Groups/groupSources';
import { AccessTable, type AccessColumn } from '../list/AccessTable';
import { EmptyState } from '../states/EmptyState';

type Membership = MemberDetails['memberships'][number];

const COLUMNS: readonly AccessColumn<Membership>[] = [
  { title: 'Group', cell: ({ group }) => <SubjectLink of={group} /> },
  { title: 'Source', width: 120, cell: ({ source }) => GROUP_SOURCES[source] },
  {
    title: 'Member',
    cell: ({ grant, source }) => (
      <GrantLine
        grant={grant}
        otherwise={source === 'catalog' ? 'the catalog' : undefined}
      />
    ),
  },
];

/** The groups that a person is a direct member of. */
export const Memberships = (props: {
  readonly memberships: readonly Membership[];
}) => (
  <PageSection title="Groups">
    <Paper>
      {props.memberships.length > 0 ? (
        <AccessTable
          label="Groups"
          items={props.memberships}
          keyOf={({ group }) => group.ref}
          columns={COLUMNS}
        />
      ) : (
        <EmptyState
          title="In no group"
          hint="The catalog has them in none. To a local group they can be added on its page."
        />
      )}
    </Paper>
  </PageSection>
);
