// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  AuditEvent,
  FieldChange,
} from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { isErased } from '../../verification/erased';
import { ErasedMark } from '../cells/ErasedMark';
import { ChangeRow } from './ChangeRow';

/** How many are shown at first. */
const FEW = 20;

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(2.5) },
  table: {
    width: '100%',
    tableLayout: 'fixed',
    borderCollapse: 'collapse',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.body2.fontSize,
  },
  head: {
    padding: theme.spacing(0.5, 1, 0.5, 0),
    textAlign: 'left',
    fontWeight: 'normal',
    color: theme.palette.text.secondary,
  },
  // Where there is no room for three columns, the field stands above its values.
  heads: {
    [theme.breakpoints.down('xs')]: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
      '& > :first-child': { gridColumn: '1 / -1' },
    },
  },
  block: { [theme.breakpoints.down('xs')]: { display: 'block' } },
}));

/** What was changed, field by field; nothing when the event tells of no changes. */
export const ChangesSection = (props: { readonly event: AuditEvent }) => {
  const classes = useStyles();
  const { event } = props;
  const { truncated = [] } = event;
  const areAllErased = isErased(event, '/changes');
  // What was erased as a whole is null, whatever else it would be.
  const changes: readonly (FieldChange | null)[] = event.changes ?? [];
  const [areAllShown, setAllShown] = useState(false);
  const isCut = truncated.includes('/changes');
  if (changes.length === 0 && !isCut && !areAllErased) {
    return null;
  }
  const shown = areAllShown ? changes : changes.slice(0, FEW);
  return (
    <section aria-labelledby="audit-log-changes" className={classes.root}>
      <Typography
        variant="subtitle2"
        component="h3"
        id="audit-log-changes"
        gutterBottom
      >
        Changes
      </Typography>
      <table
        aria-labelledby="audit-log-changes"
        className={`${classes.table} ${classes.block}`}
      >
        <thead className={classes.block}>
          <tr className={classes.heads}>
            {['Field', 'Before', 'After'].map(name => (
              <th key={name} scope="col" className={classes.head}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={classes.block}>
          {shown.map((change, index) =>
            change ? (
              <ChangeRow
                key={`${index} ${change.path}`}
                event={event}
                index={index}
                change={change}
              />
            ) : (
              <tr
                // They never change their places.
                // eslint-disable-next-line react/no-array-index-key
                key={index}
              >
                <td colSpan={3} className={classes.head}>
                  <ErasedMark />
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      {changes.length > FEW && (
        <Button
          size="small"
          aria-expanded={areAllShown}
          onClick={() => setAllShown(!areAllShown)}
        >
          {areAllShown
            ? 'Show fewer'
            : `Show all ${changes.length.toLocaleString()} changes`}
        </Button>
      )}
      {areAllErased && <ErasedMark />}
      {isCut && (
        <Typography variant="body2" color="textSecondary">
          There were more changes than an event has room for.
        </Typography>
      )}
    </section>
  );
};
