// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles(theme => ({
  summary: { cursor: 'pointer' },
  title: { display: 'inline' },
  json: {
    position: 'relative',
    margin: theme.spacing(1, 0, 0),
    padding: theme.spacing(1.5),
    maxHeight: 480,
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: '0.75rem',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.default,
  },
  copy: { float: 'right' },
}));

/** The event as the API gives it. */
export const RawEvent = (props: { readonly event: AuditEvent }) => {
  const classes = useStyles();
  const json = JSON.stringify(props.event, undefined, 2);
  return (
    <details>
      <summary className={classes.summary}>
        <Typography
          variant="subtitle2"
          component="h3"
          className={classes.title}
        >
          Raw JSON
        </Typography>
      </summary>
      <span className={classes.copy}>
        <CopyButton label="Copy JSON" text={() => json} />
      </span>
      {props.event.erased?.length ? (
        <Typography variant="body2" color="textSecondary">
          What was erased is missing or null here, and named under{' '}
          <code>erased</code>.
        </Typography>
      ) : null}
      {/* Scrollable with the keyboard, too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.json} tabIndex={0} aria-label="Event as JSON">
        {json}
      </pre>
    </details>
  );
};
