// SPDX-License-Identifier: Apache-2.0
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { RetentionPreview } from 'backstage-plugin-audit-log-common';
import { ChangedFields } from '../../dialogs/ChangedFields';
import type { ChangedField } from '../../dialogs/ConflictNotice';
import { eventsInWords } from '../../labels/eventsInWords';
import { formatTime } from '../../labels/formatTime';
import type { AccessColumn } from '../../list/AccessTable';
import { ExpandableTable } from '../../list/ExpandableTable';

type PreviewedClass = RetentionPreview['classes'][number];

const useStyles = makeStyles({ different: { overflowWrap: 'anywhere' } });

const MINUTE = 60_000;

const number = (count: number) => count.toLocaleString();

const COLUMNS: readonly AccessColumn<PreviewedClass>[] = [
  {
    title: 'Rule',
    cell: ({ name }) => (name === 'default' ? 'None' : <bdi>{name}</bdi>),
  },
  { title: 'Events', width: '22%', cell: ({ events }) => number(events) },
  { title: 'Sooner', width: '22%', cell: ({ sooner }) => number(sooner) },
  { title: 'At once', width: '22%', cell: ({ atOnce }) => number(atOnce) },
];

/** What a change of the policy would do, as the server has counted it. */
export const ChangePreview = (props: {
  readonly of: RetentionPreview;
  readonly differences: readonly ChangedField[];
}) => {
  const classes = useStyles();
  const { sooner, atOnce, effectiveAt, classes: all } = props.of;
  const moment = formatTime.minute(effectiveAt);
  // Events that are still to come can be removed sooner, too. The clocks of the server and of the viewer can differ a little.
  const isLater = Date.parse(effectiveAt) > Date.now() + MINUTE;
  const affected = all.filter(one => one.sooner > 0);
  return (
    <>
      <Typography component="div" variant="body2" className={classes.different}>
        <ChangedFields of={props.differences} verb="becomes" />
      </Typography>
      {sooner === 0 ? (
        <Alert severity="success" variant="outlined" role="status">
          No event that there is would be removed sooner than now.{' '}
          {isLater
            ? `It takes effect on ${moment}, and can be cancelled until then.`
            : 'It takes effect at once.'}
        </Alert>
      ) : (
        <Alert severity="warning" variant="outlined" role="alert">
          <AlertTitle>
            {eventsInWords(sooner)} would be removed sooner than now
          </AlertTitle>
          It takes effect on {moment}. {atOnceWords(atOnce)} Until then,
          everyone who may change how long events are kept can cancel it.
        </Alert>
      )}
      {affected.length > 0 && (
        <Paper variant="outlined">
          <ExpandableTable
            label="Events removed sooner"
            items={affected}
            keyOf={({ name }) => name}
            columns={COLUMNS}
          />
        </Paper>
      )}
    </>
  );
};

function atOnceWords(events: number): string {
  return events === 0
    ? 'None is removed at once then, but each at its new time.'
    : `${events.toLocaleString()} of these ${
        events === 1 ? 'is' : 'are'
      } removed at once then, for good.`;
}
