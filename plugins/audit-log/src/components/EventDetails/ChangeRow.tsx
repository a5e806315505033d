// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  AuditEvent,
  FieldChange,
} from 'backstage-plugin-audit-log-common';
import { ChangedValue } from './ChangedValue';
import { commonParts } from './commonParts';

const useStyles = makeStyles(theme => ({
  row: {
    borderTop: `1px solid ${theme.palette.divider}`,
    [theme.breakpoints.down('xs')]: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    },
  },
  field: {
    padding: theme.spacing(0.75, 1, 0.75, 0),
    textAlign: 'left',
    verticalAlign: 'top',
    fontWeight: 'normal',
    [theme.breakpoints.down('xs')]: { gridColumn: '1 / -1' },
  },
  value: {
    padding: theme.spacing(0.75, 1, 0.75, 0),
    verticalAlign: 'top',
    fontFamily: 'monospace',
    fontSize: '0.8125rem',
    whiteSpace: 'pre-wrap',
  },
}));

/** One field that was changed. That it was added or removed is said in words. */
export const ChangeRow = (props: {
  readonly event: AuditEvent;
  readonly index: number;
  readonly change: FieldChange;
}) => {
  const classes = useStyles();
  const { event, index, change } = props;
  const { path, before, after } = change;
  const common =
    typeof before === 'string' && typeof after === 'string'
      ? commonParts(before, after)
      : undefined;
  const side = (name: 'before' | 'after') => {
    const pointer = `/changes/${index}/${name}`;
    const isNamed = namesValueOf(pointer);
    return {
      value: change[name],
      common,
      isRedacted: event.redacted?.some(isNamed) ?? false,
      isCut: event.truncated?.some(isNamed) ?? false,
      pointer,
      erased: event.erased,
    };
  };
  return (
    <tr className={classes.row}>
      <th scope="row" className={classes.field}>
        {path === '' ? 'All of it' : <code>{path}</code>}
        <Typography variant="caption" color="textSecondary" component="div">
          {whatHappened(change)}
        </Typography>
      </th>
      <td className={classes.value}>
        <ChangedValue {...side('before')} />
      </td>
      <td className={classes.value}>
        <ChangedValue {...side('after')} />
      </td>
    </tr>
  );
};

function whatHappened({ before, after }: FieldChange): string {
  if (before === undefined) {
    return 'Added';
  }
  return after === undefined ? 'Removed' : 'Changed';
}

/** Whether a JSON Pointer is to a value or into it. */
function namesValueOf(value: string): (pointer: string) => boolean {
  return pointer => pointer === value || pointer.startsWith(`${value}/`);
}
