// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { IngestionKey } from 'backstage-plugin-audit-log-common';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

const ACTIONS = [
  ['edit', 'Edit'],
  ['rotate', 'Rotate'],
  ['revoke', 'Revoke'],
] as const;

export type KeyActionName = (typeof ACTIONS)[number][0];

/** Whether it can be done with a key: a new token is of no use to an expired one, and nothing is to a revoked one. */
export function canBeDone(
  name: string | undefined,
  { status }: IngestionKey,
): name is KeyActionName {
  return (
    ACTIONS.some(([action]) => action === name) &&
    status !== 'revoked' &&
    (name !== 'rotate' || status === 'active')
  );
}

/** What can be done with a key. */
export const KeyActions = (props: {
  readonly of: IngestionKey;
  readonly onOpen: (dialog: KeyActionName) => void;
}) => {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      {ACTIONS.filter(([name]) => canBeDone(name, props.of)).map(
        ([name, title]) => (
          <Button
            key={name}
            variant="outlined"
            aria-haspopup="dialog"
            onClick={() => props.onOpen(name)}
          >
            {title}
          </Button>
        ),
      )}
    </div>
  );
};
