// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { retentionApiRef } from '../../../retentionApi';
import { useElementId } from '../../../view/useElementId';
import { ProjectPicker } from '../../access/ProjectPicker';
import { FormDialog } from '../../dialogs/FormDialog';
import { PersonField } from '../../Erasures/PersonField';
import { timeOfLocalInput } from '../../TimeRangePicker/localInput';
import { ReasonField } from '../ReasonField';

const ACTOR_TYPES = ['user', 'service'] as const;
const FIELDS = ['from', 'to', 'project', 'actor', 'reason'] as const;

const useStyles = makeStyles(theme => ({
  times: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
    gap: theme.spacing(2),
  },
}));

/** Asks what must not be removed, and why. */
export const AddHoldDialog = (props: {
  readonly onAdded: () => void;
  readonly onClose: () => void;
}) => {
  const classes = useStyles();
  const { onAdded, onClose } = props;
  const api = useApi(retentionApiRef);
  const id = useElementId('hold');
  const [typedFrom, setFrom] = useState('');
  const [typedTo, setTo] = useState('');
  const [project, setProject] = useState<string>();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const from = timeOfLocalInput(typedFrom);
  const to = timeOfLocalInput(typedTo);
  const actor = typed.trim() || undefined;
  const isReversed = from !== undefined && to !== undefined && from >= to;

  const add = async () => {
    await api.holdEvents({ reason: reason.trim(), from, to, project, actor });
    onAdded();
    onClose();
  };
  return (
    <FormDialog
      title="Add a hold"
      action="Add"
      isComplete={
        reason.trim() !== '' &&
        !isReversed &&
        [from, to, project, actor].some(value => value !== undefined)
      }
      fieldNames={FIELDS}
      onSubmit={add}
      onClose={onClose}
    >
      {errors => (
        <>
          <Typography variant="body2">
            It holds the events that all of this is true of. Say at least one.
          </Typography>
          <div className={classes.times}>
            {(
              [
                ['from', 'From', typedFrom, setFrom],
                ['to', 'To', typedTo, setTo],
              ] as const
            ).map(([name, label, value, setValue]) => {
              const problem =
                errors[name] ??
                (isReversed && name === 'to'
                  ? 'To must be later than From'
                  : undefined);
              return (
                <TextField
                  key={name}
                  size="small"
                  variant="outlined"
                  id={`${id}-${name}`}
                  label={label}
                  type="datetime-local"
                  value={value}
                  onChange={({ target }) => setValue(target.value)}
                  InputLabelProps={{ shrink: true }}
                  error={problem !== undefined}
                  helperText={problem ?? 'When they took place'}
                  FormHelperTextProps={{ role: problem && 'alert' }}
                />
              );
            })}
          </div>
          <ProjectPicker
            value={project}
            onChange={setProject}
            error={errors.project}
          />
          <PersonField
            label="Actor"
            placeholder="user:default/jane"
            hint="Who did it: a person, a plugin or a system outside the portal"
            actorTypes={ACTOR_TYPES}
            value={typed}
            onChange={setTyped}
            error={errors.actor}
          />
          <ReasonField
            value={reason}
            onChange={setReason}
            error={errors.reason}
          />
        </>
      )}
    </FormDialog>
  );
};
