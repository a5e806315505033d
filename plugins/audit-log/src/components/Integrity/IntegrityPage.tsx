// SPDX-License-Identifier: Apache-2.0
import { Progress } from '@backstage/core-components';
import { ErasuresSection } from '../Erasures/ErasuresSection';
import { RecordingSection } from '../Recording/RecordingSection';
import { LogPart } from '../states/LogPart';
import { LedgerSections } from './LedgerSections';
import { NoIntegrity } from './NoIntegrity';
import { useIntegrityAccess } from './useIntegrityAccess';

/** Whether the log is what was recorded, all of it, and whether recording keeps up; to each what they may see. */
export const IntegrityPage = () => {
  const access = useIntegrityAccess();
  if (access.loading) {
    return <Progress />;
  }
  if (!access.canOpen) {
    return <NoIntegrity />;
  }
  return (
    <LogPart
      title="Integrity"
      guide="verify-the-trail"
      intro="Events are sealed as they are recorded: the portal signs how many there are and what is in them, and whoever changes, removes or adds one afterwards, even in the database itself, is found out."
    >
      {access.canVerify && <LedgerSections />}
      {access.canConfigure && <RecordingSection />}
      {access.canErase && <ErasuresSection />}
    </LogPart>
  );
};
