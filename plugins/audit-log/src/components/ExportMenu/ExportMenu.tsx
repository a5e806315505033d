// SPDX-License-Identifier: Apache-2.0
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import Tooltip from '@material-ui/core/Tooltip';
import DownloadIcon from '@material-ui/icons/GetApp';
import {
  auditLogExportPermission,
  type EventSearch,
} from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { ExportStatus } from './ExportStatus';
import { useExport, type ExportFormat } from './useExport';

const FORMATS: readonly { format: ExportFormat; title: string; use: string }[] =
  [
    { format: 'csv', title: 'CSV', use: 'For a spreadsheet' },
    { format: 'ndjson', title: 'NDJSON', use: 'Everything, for programs' },
    {
      format: 'proofs',
      title: 'NDJSON with proofs',
      use: 'Shows to anyone that nothing was changed or left out',
    },
  ];

/** Takes exactly what the view holds out of the portal, all its pages. */
export const ExportMenu = (props: {
  readonly search: EventSearch;
  readonly total: number | undefined;
}) => {
  const { allowed, loading } = usePermission({
    permission: auditLogExportPermission,
  });
  const { state, start, cancel, dismiss } = useExport(
    props.search,
    props.total,
  );
  const [anchor, setAnchor] = useState<Element | null>(null);
  const isDenied = !loading && !allowed;

  return (
    <>
      <Tooltip
        title={
          isDenied
            ? 'You may read the audit log but not export it. Ask an administrator for the permission audit-log.export.'
            : ''
        }
      >
        <span>
          <Button
            variant="outlined"
            style={{ height: 40 }}
            startIcon={<DownloadIcon />}
            aria-haspopup="menu"
            disabled={!allowed || state.status === 'running'}
            onClick={({ currentTarget }) => setAnchor(currentTarget)}
          >
            Export
          </Button>
        </span>
      </Tooltip>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        getContentAnchorEl={null}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        {FORMATS.map(({ format, title, use }) => (
          <MenuItem
            key={format}
            onClick={() => {
              setAnchor(null);
              start(format);
            }}
          >
            <ListItemText primary={title} secondary={use} />
          </MenuItem>
        ))}
      </Menu>
      <ExportStatus
        state={state}
        onCancel={cancel}
        onDismiss={dismiss}
        onRetry={start}
      />
    </>
  );
};
