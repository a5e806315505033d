// SPDX-License-Identifier: Apache-2.0
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import NextIcon from '@material-ui/icons/KeyboardArrowDown';
import PreviousIcon from '@material-ui/icons/KeyboardArrowUp';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { ArchivedMark } from '../cells/ArchivedMark';
import { DemonstrationMark } from '../cells/DemonstrationMark';
import { LabelChip } from '../cells/LabelChip';
import { SeverityMark } from '../cells/SeverityMark';
import { useEventWords } from '../labels/EventWords';
import { OUTCOME_LABELS } from '../labels/outcomes';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles(theme => ({
  root: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    padding: theme.spacing(1, 2),
    backgroundColor: theme.palette.background.paper,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  buttons: { display: 'flex', justifyContent: 'flex-end' },
  marks: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    marginTop: theme.spacing(1),
  },
}));

/** What the open event is, and the ways from it. */
export const DetailsHeader = (props: {
  readonly event: AuditEvent | undefined;
  readonly isArchived: boolean;
  readonly onPrevious?: () => void;
  readonly onNext?: () => void;
  readonly onClose: () => void;
}) => {
  const classes = useStyles();
  const { event, isArchived, onPrevious, onNext, onClose } = props;
  const describeAction = useEventWords();
  const type = event && describeAction(event.action);
  return (
    <header className={classes.root}>
      <div className={classes.buttons}>
        <IconButton
          size="small"
          aria-label="Previous event"
          title="Previous event (k)"
          disabled={!onPrevious}
          onClick={onPrevious}
        >
          <PreviousIcon />
        </IconButton>
        <IconButton
          size="small"
          aria-label="Next event"
          title="Next event (j)"
          disabled={!onNext}
          onClick={onNext}
        >
          <NextIcon />
        </IconButton>
        <CopyButton
          isLink
          label="Copy link to this event"
          text={() => window.location.href}
        />
        <IconButton
          size="small"
          aria-label="Close"
          title="Close (Escape)"
          onClick={onClose}
        >
          <CloseIcon />
        </IconButton>
      </div>
      <Typography variant="h5" component="h2" id="audit-log-event">
        {type?.title ?? 'Event'}
      </Typography>
      {event && (
        <>
          <Typography variant="body2" color="textSecondary">
            {type?.description}
          </Typography>
          <div className={classes.marks}>
            <LabelChip label={OUTCOME_LABELS[event.outcome]} />
            <SeverityMark severity={event.severity} always />
            {isArchived && <ArchivedMark hasWords />}
            <DemonstrationMark event={event} />
          </div>
        </>
      )}
    </header>
  );
};
