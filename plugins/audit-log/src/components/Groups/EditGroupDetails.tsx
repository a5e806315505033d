// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { GroupDetails } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { PageSection } from '../access/PageSection';
import { CatalogGroupNotice } from './CatalogGroupNotice';
import { DeleteGroupDialog } from './DeleteGroupDialog';
import { GroupForm } from './GroupForm';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(2) },
}));

/** Name and description of a local group, and its end; of a group of the catalog, where to change it. */
export const EditGroupDetails = (props: {
  readonly group: GroupDetails;
  readonly onChanged: () => void;
}) => {
  const classes = useStyles();
  const { group, onChanged } = props;
  const [isDeleting, setIsDeleting] = useState(false);
  if (group.source === 'catalog') {
    return (
      <CatalogGroupNotice
        group={group}
        what="What this group is called, and which group it is part of,"
      />
    );
  }
  return (
    <PageSection
      title="Details"
      actions={
        <Button variant="outlined" onClick={() => setIsDeleting(true)}>
          Delete Group
        </Button>
      }
    >
      <Paper className={classes.root}>
        <GroupForm group={group} onSaved={onChanged} />
      </Paper>
      {isDeleting && (
        <DeleteGroupDialog
          group={group}
          onStale={onChanged}
          onClose={() => setIsDeleting(false)}
        />
      )}
    </PageSection>
  );
};
