// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type { GroupDetails } from 'backstage-plugin-audit-log-common';
import type { FormEvent } from 'react';
import { fieldErrors } from '../../requests/fieldErrors';
import { NAME_FIELDS, NameFields } from '../access/NameFields';
import { ConflictNotice } from '../dialogs/ConflictNotice';
import { useGroupDraft } from './useGroupDraft';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2), maxWidth: 640 },
  foot: { display: 'flex', alignItems: 'center', gap: theme.spacing(2) },
}));

/** Changes the name and description of a local group. */
export const GroupForm = (props: {
  readonly group: GroupDetails;
  readonly onSaved: () => void;
}) => {
  const classes = useStyles();
  const { draft, setDraft, conflict, takeTheirs, isSaved, save } =
    useGroupDraft(props.group, props.onSaved);
  const errors = fieldErrors(save.error, NAME_FIELDS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.run();
  };
  return (
    <form
      noValidate
      aria-label="Details of the group"
      className={classes.root}
      onSubmit={submit}
    >
      {conflict && (
        <ConflictNotice
          what="group"
          changed={conflict}
          onTakeTheirs={takeTheirs}
        />
      )}
      <NameFields
        of="group"
        descriptionHint="What the group is for"
        value={draft}
        onChange={setDraft}
        errors={errors.fields}
      />
      {errors.general && (
        <Alert severity="error" variant="outlined" role="alert">
          {errors.general}
        </Alert>
      )}
      <div className={classes.foot}>
        <Button
          type="submit"
          variant="contained"
          color="primary"
          disabled={save.isRunning || draft.name.trim() === ''}
        >
          Save
        </Button>
        <Typography variant="body2" role="status">
          {isSaved && 'Saved'}
        </Typography>
      </div>
    </form>
  );
};
