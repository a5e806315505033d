// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import type { Health } from 'backstage-plugin-audit-log-common';
import { EventTime } from '../cells/EventTime';
import { Field } from '../EventDetails/Field';
import { eventsInWords } from '../labels/eventsInWords';
import { bytesInWords } from './bytesInWords';

const useStyles = makeStyles({ root: { margin: 0 } });

/** Figures of recording, in words. */
export const RecordingFacts = (props: { readonly of: Health }) => {
  const classes = useStyles();
  const { recording, sealing } = props.of;
  const { waiting, oldestWaitingAt, committedAt, commitMilliseconds } =
    recording;
  return (
    <dl className={classes.root}>
      <Field name="Waiting">
        {eventsInWords(waiting)} for the database
        {waiting > 0 && oldestWaitingAt && (
          <>
            , the oldest since <EventTime time={oldestWaitingAt} />
          </>
        )}
      </Field>
      <Field name="Journal">{journalWords(recording)}</Field>
      <Field name="In">
        {recording.journalDirectory && (
          <code>{recording.journalDirectory}</code>
        )}
      </Field>
      <Field name="Last recorded">
        {committedAt && <EventTime time={committedAt} />}
      </Field>
      <Field name="Recording takes">
        {commitMilliseconds &&
          `${milliseconds(
            commitMilliseconds.p50,
          )} in half of all cases, at most ${milliseconds(
            commitMilliseconds.p99,
          )} in 99 of 100`}
      </Field>
      <Field name="Lost">
        {eventsInWords(recording.dropped)} since the start
      </Field>
      <Field name="Refused">
        {recording.refused.toLocaleString()} operations since the start
      </Field>
      {sealing && (
        <Field name="Sealing">
          {sealing.behind > 0
            ? `${eventsInWords(sealing.behind)} behind`
            : 'Up to date'}
          {sealing.sealedAt && (
            <>
              , last <EventTime time={sealing.sealedAt} />
            </>
          )}
          {sealing.milliseconds !== undefined &&
            `, which took ${milliseconds(sealing.milliseconds)}`}
        </Field>
      )}
    </dl>
  );
};

function milliseconds(time: number): string {
  return `${time.toLocaleString(undefined, { maximumFractionDigits: 1 })} ms`;
}

function journalWords(recording: Health['recording']): string {
  const { isJournalWorking, journalBytes, journalMaxBytes } = recording;
  if (!isJournalWorking) {
    return 'Not working: what waits would be lost with the process';
  }
  return journalMaxBytes === undefined
    ? bytesInWords(journalBytes)
    : `${bytesInWords(journalBytes)} of at most ${bytesInWords(
        journalMaxBytes,
      )}`;
}
