// SPDX-License-Identifier: Apache-2.0
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { SeverityMark } from '../cells/SeverityMark';
import { useEventWords } from '../labels/EventWords';
import { EVENT_BUTTON } from './moveBetweenEvents';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    columnGap: theme.spacing(1),
    minWidth: 0,
  },
  button: {
    font: 'inherit',
    fontWeight: 600,
    minWidth: 0,
    justifyContent: 'flex-start',
    borderRadius: theme.shape.borderRadius,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 2,
    },
  },
  words: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
}));

/** What was done, in words, which is also the button that opens the event. */
export const EventAction = (props: {
  readonly event: AuditEvent;
  readonly onOpen: (event: AuditEvent) => void;
}) => {
  const classes = useStyles();
  const { event, onOpen } = props;
  const { title } = useEventWords()(event.action);
  return (
    <div className={classes.root}>
      <ButtonBase
        {...{ [EVENT_BUTTON]: event.id }}
        className={classes.button}
        aria-haspopup="dialog"
        title={title}
        disableRipple
        onClick={() => onOpen(event)}
      >
        <span className={classes.words}>{title}</span>
      </ButtonBase>
      <SeverityMark severity={event.severity} />
    </div>
  );
};
