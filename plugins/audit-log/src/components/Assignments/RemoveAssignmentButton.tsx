// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import type { Assignment } from 'backstage-plugin-audit-log-common';
import { levelText } from '../access/LevelWords';

/** The way to take a role away; of one that the configuration gave, why there is none. */
export const RemoveAssignmentButton = (props: {
  readonly assignment: Assignment;
  readonly onRemove: (assignment: Assignment) => void;
}) => {
  const { assignment, onRemove } = props;
  const { role, level, fixed } = assignment;
  if (fixed) {
    return <>Set in the configuration</>;
  }
  return (
    <Button
      size="small"
      aria-label={`Remove ${role.title ?? role.ref} ${levelText(level)}`}
      onClick={() => onRemove(assignment)}
    >
      Remove
    </Button>
  );
};
