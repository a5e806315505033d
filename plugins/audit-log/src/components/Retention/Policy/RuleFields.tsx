// SPDX-License-Identifier: Apache-2.0
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { useEventTypes } from '../../../requests/useEventTypes';
import { useElementId } from '../../../view/useElementId';
import { DurationField } from '../durations/DurationField';
import type { RuleDraft } from './PolicyDraft';
import { ValuesField } from './ValuesField';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))',
    gap: theme.spacing(2),
    alignItems: 'start',
    padding: theme.spacing(1.5, 0),
  },
}));

/** What a rule is called, which events it is for, and how long these are kept. */
export const RuleFields = (props: {
  readonly value: RuleDraft;
  readonly onChange: (rule: RuleDraft) => void;
}) => {
  const classes = useStyles();
  const { value, onChange } = props;
  const id = useElementId('rule');
  const { value: types } = useEventTypes();
  const { categories, actions } = useMemo(
    () => ({
      categories: sorted(types?.map(({ category }) => category)),
      actions: sorted(types?.map(({ action }) => action)),
    }),
    [types],
  );
  return (
    <div className={classes.root}>
      <TextField
        size="small"
        variant="outlined"
        id={`${id}-name`}
        // Whoever opens it came to edit it.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        label="Name"
        value={value.name}
        onChange={({ target }) => onChange({ ...value, name: target.value })}
        inputProps={{ maxLength: 40, spellCheck: false }}
        helperText="Part of the names of its files, such as sign-ins"
      />
      <ValuesField
        label="Categories"
        options={categories}
        value={value.category}
        onChange={category => onChange({ ...value, category })}
        maxLength={200}
        hint="Any of these. With actions, too, both have to match."
      />
      <ValuesField
        label="Actions"
        options={actions}
        value={value.action}
        onChange={action => onChange({ ...value, action })}
        maxLength={500}
        hint="Any of these. An asterisk stands for any text: scaffolder.*"
      />
      <DurationField
        label="Live"
        value={value.live}
        onChange={live => onChange({ ...value, live })}
        others={['same']}
      />
      <DurationField
        label="Archive"
        value={value.archive}
        onChange={archive => onChange({ ...value, archive })}
        others={['none', 'forever', 'same']}
      />
    </div>
  );
};

function sorted(values: readonly string[] = []): readonly string[] {
  return [...new Set(values)].sort();
}
