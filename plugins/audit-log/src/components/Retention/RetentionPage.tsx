// SPDX-License-Identifier: Apache-2.0
import { Progress } from '@backstage/core-components';
import { usePermission } from '@backstage/plugin-permission-react';
import { auditLogConfigurePermission } from 'backstage-plugin-audit-log-common';
import { LogPart } from '../states/LogPart';
import { NoRetention } from './NoRetention';
import { RetentionSections } from './RetentionSections';

/** How long events are kept and where, for those who may change it. */
export const RetentionPage = () => {
  // Asked for before anything else is: a refusal would be on record.
  const { loading, allowed } = usePermission({
    permission: auditLogConfigurePermission,
  });
  if (loading) {
    return <Progress />;
  }
  return allowed ? (
    <LogPart
      title="Retention"
      guide="decide-how-long"
      intro="Events are live for a time, then archived, and removed in the end. What was removed stays proven: which events there were, when they went, and under which policy."
    >
      <RetentionSections />
    </LogPart>
  ) : (
    <NoRetention />
  );
};
