// SPDX-License-Identifier: Apache-2.0
import Paper from '@material-ui/core/Paper';
import type { Assignment, Reference } from 'backstage-plugin-audit-log-common';
import { useState, type ReactNode } from 'react';
import { PageSection } from '../access/PageSection';
import { AddButton } from '../list/AddButton';
import { EmptyState } from '../states/EmptyState';
import { AddRolesDialog } from './AddRolesDialog';
import { AssignmentTable } from './AssignmentTable';
import { RemoveRoleDialog } from './RemoveRoleDialog';

/** The roles that a group or member has itself, with the ways to give and take them. */
export const AssignedRoles = (props: {
  readonly title: string;
  readonly subject: Reference;
  readonly assignments: readonly Assignment[];
  readonly canChange: boolean;
  readonly isOwnAccess: boolean;
  /** What to say when there is none. */
  readonly emptyHint: string;
  /** Who loses a role that is taken away, as the beginning of a sentence, with its verb. */
  readonly whoLoses: ReactNode;
  readonly onChanged: () => void;
}) => {
  const { title, subject, assignments, canChange, isOwnAccess } = props;
  const [isAdding, setIsAdding] = useState(false);
  const [removed, setRemoved] = useState<Assignment>();
  const addButton = canChange && (
    <AddButton onClick={() => setIsAdding(true)}>Add Roles</AddButton>
  );
  return (
    <PageSection title={title} actions={assignments.length > 0 && addButton}>
      <Paper>
        {assignments.length > 0 ? (
          <AssignmentTable
            label={title}
            assignments={assignments}
            onRemove={canChange ? setRemoved : undefined}
          />
        ) : (
          <EmptyState title="No roles" hint={props.emptyHint}>
            {addButton}
          </EmptyState>
        )}
      </Paper>
      {isAdding && (
        <AddRolesDialog
          subject={subject}
          isOwnAccess={isOwnAccess}
          onAdded={props.onChanged}
          onClose={() => setIsAdding(false)}
        />
      )}
      {removed && (
        <RemoveRoleDialog
          assignment={removed}
          whoLoses={props.whoLoses}
          isOwnAccess={isOwnAccess}
          onRemoved={props.onChanged}
          onClose={() => setRemoved(undefined)}
        />
      )}
    </PageSection>
  );
};
