// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from 'react';
import { useLedgerStatus } from '../../requests/useLedgerStatus';
import { useVerifications } from '../../requests/useVerifications';
import { LedgerSection } from './LedgerSection';
import { VerificationSection } from './VerificationSection';

/** How the ledger stands, and the runs that found it so. */
export const LedgerSections = () => {
  const status = useLedgerStatus();
  const runs = useVerifications();
  const { retry } = status;

  // What a run finds is how the ledger stands from then on. A short one can be over before it was ever seen running.
  const ended = runs.value?.find(({ state }) => state !== 'running');
  const lastEnded = runs.value && (ended?.id ?? 'none');
  const known = useRef<string>();
  useEffect(() => {
    if (known.current !== undefined && known.current !== lastEnded) {
      retry();
    }
    known.current = lastEnded ?? known.current;
  }, [lastEnded, retry]);

  return (
    <>
      <LedgerSection request={status} />
      <VerificationSection runs={runs} sealed={status.value?.sealed} />
    </>
  );
};
