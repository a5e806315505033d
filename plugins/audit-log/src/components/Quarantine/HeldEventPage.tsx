// SPDX-License-Identifier: Apache-2.0
import { useParams } from 'react-router-dom';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { statusOf } from '../../requests/statusOf';
import { useHeldEvent } from '../../requests/useHeldEvent';
import { SubjectPage } from '../access/SubjectPage';
import { LabelChip } from '../cells/LabelChip';
import { HeldContent } from './HeldContent';
import { HeldEventFacts } from './HeldEventFacts';
import { heldEventTitle } from './heldEventTitle';
import { HeldReason } from './HeldReason';
import { NoQuarantine } from './NoQuarantine';
import { REASONS } from './reasons';

/** One event that is held: why, what to do, and what was sent. */
export const HeldEventPage = () => {
  const { id = '' } = useParams();
  const event = useHeldEvent(id);
  const quarantine = useAccessPaths()?.quarantine();

  const { value, error } = event;
  if (statusOf(error) === 403) {
    return <NoQuarantine />;
  }
  const request = {
    ...event,
    value: value && { ...value, title: heldEventTitle(value) },
  };
  return (
    <SubjectPage
      what="held event"
      list={{ title: 'All held events', path: quarantine }}
      request={request}
      mark={value && <LabelChip label={REASONS[value.reason]} />}
    >
      {found => (
        <>
          <HeldReason of={found} />
          <HeldEventFacts of={found} />
          <HeldContent content={found.content} />
        </>
      )}
    </SubjectPage>
  );
};
