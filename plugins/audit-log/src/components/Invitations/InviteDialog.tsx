// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { InviteForm } from './InviteForm';
import { InviteResults } from './InviteResults';
import { useInviting } from './useInviting';
import { NOTHING_OFFERED, type Offer } from './Offer';

/** Invites people: first the form, then what came of each address, and back for those that are to be corrected. */
export const InviteDialog = (props: {
  readonly onInvited: () => void;
  readonly onClose: () => void;
}) => {
  const { onInvited, onClose } = props;
  const inviting = useInviting();
  const [offer, setOffer] = useState<Offer>(NOTHING_OFFERED);
  const [isDone, setIsDone] = useState(false);
  return isDone ? (
    <InviteResults
      inviting={inviting}
      onBack={() => setIsDone(false)}
      onClose={onClose}
    />
  ) : (
    <InviteForm
      inviting={inviting}
      offer={offer}
      onOffer={setOffer}
      onInvited={() => {
        setIsDone(true);
        onInvited();
      }}
      onClose={onClose}
    />
  );
};
