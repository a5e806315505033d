// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import DoneIcon from '@material-ui/icons/CheckCircleOutline';
import {
  auditLogViewPermission,
  EVERY_PERMISSION,
  type InvitationOffer,
} from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { useRequest } from '../../requests/useRequest';
import { InvitationNotice } from './InvitationNotice';
import { OfferDetails } from './OfferDetails';
import { usePortalLinks } from './usePortalLinks';

/** What the person has from now on, and the ways to it. */
export const InvitationAccepted = (props: {
  readonly offer: InvitationOffer;
}) => {
  const { portal, auditLogs } = usePortalLinks();
  const mayViewAuditLogs = useMayViewAuditLogs();
  return (
    <InvitationNotice title="You have accepted the invitation" Icon={DoneIcon}>
      <Typography>It holds from now on; no new sign-in is needed.</Typography>
      <OfferDetails offer={props.offer} accepted />
      <div>
        {mayViewAuditLogs && (
          <Button
            variant="contained"
            color="primary"
            href={auditLogs}
            style={{ marginRight: 8 }}
          >
            Open Audit Logs
          </Button>
        )}
        <Button variant="outlined" href={portal}>
          Open the portal
        </Button>
      </div>
    </InvitationNotice>
  );
};

function useMayViewAuditLogs(): boolean {
  const api = useApi(accessControlApiRef);
  const request = useCallback(
    (signal: AbortSignal) => api.getOwnAccess({ signal }),
    [api],
  );
  const { value } = useRequest(request);
  return (
    value !== undefined &&
    (Boolean(value.projects?.length) ||
      value.permissions.some(name =>
        [EVERY_PERMISSION, auditLogViewPermission.name].includes(name),
      ))
  );
}
