// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import type { SealingKey } from 'backstage-plugin-audit-log-common';
import { useSealingKeys } from '../../requests/useSealingKeys';
import { LabelChip, type ChipLabel } from '../cells/LabelChip';
import { CopyButton } from '../EventDetails/CopyButton';
import { AccessTable, type AccessColumn } from '../list/AccessTable';
import { LoadFailure } from '../states/LoadFailure';

const useStyles = makeStyles({
  verifier: { display: 'flex', alignItems: 'flex-start' },
});

const STATES: Readonly<Record<SealingKey['state'], ChipLabel>> = {
  signing: { title: 'Signing', meaning: 'Checkpoints are signed with it now' },
  retired: {
    title: 'Retired',
    meaning: 'Checkpoints of before are signed with it, and it is believed',
  },
  unknown: {
    title: 'Unknown',
    meaning:
      'Checkpoints are signed with it, and this portal was not told of it',
    color: 'error',
  },
};

const Verifier = (props: { readonly of: SealingKey }) => {
  const classes = useStyles();
  const { id, verifier } = props.of;
  return (
    <span className={classes.verifier}>
      <code>{verifier}</code>
      <CopyButton label={`Copy the key ${id}`} text={() => verifier} />
    </span>
  );
};

const COLUMNS: readonly AccessColumn<SealingKey>[] = [
  { title: 'Key', width: 112, cell: ({ id }) => <code>{id}</code> },
  {
    title: 'State',
    width: 112,
    cell: ({ state }) => <LabelChip label={STATES[state]} />,
  },
  { title: 'Public key', cell: key => <Verifier of={key} /> },
];

/** The public keys that checkpoints are checked with. */
export const SealingKeys = () => {
  const { value, error, retry } = useSealingKeys();
  if (error) {
    return <LoadFailure what="the keys" error={error} onRetry={retry} />;
  }
  return value ? (
    <div>
      <Typography variant="body2" gutterBottom>
        Checkpoints are signed with these keys. Who trusts nothing compares them
        with what was handed over by other means.
      </Typography>
      <Paper>
        <AccessTable
          label="Keys"
          items={value}
          keyOf={({ verifier }) => verifier}
          columns={COLUMNS}
        />
      </Paper>
    </div>
  ) : null;
};
