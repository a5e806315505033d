// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { View } from '../../view/View';
import type { ViewActions } from '../../view/useView';
import { EventProofSection } from '../EventProof/EventProofSection';
import { ChangesSection } from './ChangesSection';
import { ErasureNotice } from './ErasureNotice';
import { OutcomeSection } from './OutcomeSection';
import { RawEvent } from './RawEvent';
import { RecordSection } from './RecordSection';
import { RegistryNotices } from './RegistryNotices';
import { RelatedEvents } from './RelatedEvents';
import { ReportedDetails } from './ReportedDetails';
import { StateSections } from './StateSections';
import { TargetSection } from './TargetSection';
import { WhatSection } from './WhatSection';
import { WhereSection } from './WhereSection';
import { WhoSection } from './WhoSection';

export interface EventSectionProps {
  readonly event: AuditEvent;
  readonly view: View;
  readonly actions: ViewActions;
}

/** An event, section by section. */
export const EventSections = (props: EventSectionProps) => (
  <>
    <OutcomeSection {...props} />
    <ErasureNotice event={props.event} />
    <RegistryNotices event={props.event} />
    <WhatSection {...props} />
    <WhoSection {...props} />
    <TargetSection {...props} />
    <ChangesSection event={props.event} />
    <WhereSection {...props} />
    <StateSections event={props.event} />
    <ReportedDetails event={props.event} />
    <RelatedEvents event={props.event} view={props.view} />
    <RecordSection {...props} />
    <EventProofSection key={props.event.id} event={props.event} />
    <RawEvent event={props.event} />
  </>
);
