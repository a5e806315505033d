// SPDX-License-Identifier: Apache-2.0
import Alert from '@material-ui/lab/Alert';
import { formatTime } from '../labels/formatTime';
import { useOwnAccess } from './OwnAccess';

/** Says that the catalog could not be read, and what that means for who may do what. Nothing at all when it could. */
export const CatalogNotice = () => {
  const catalog = useOwnAccess().value?.catalog;
  if (!catalog || catalog.state === 'current') {
    return null;
  }
  if (catalog.state === 'starting') {
    return (
      <Alert severity="info" variant="outlined">
        The catalog is being read for the first time. People and groups appear
        here as soon as that is done.
      </Alert>
    );
  }
  return (
    <Alert severity="warning" variant="outlined">
      The catalog could not be read
      {catalog.syncedAt && ` since ${formatTime.minute(catalog.syncedAt)}`}
      {catalog.reason && <bdi> ({catalog.reason})</bdi>}. People and groups are
      shown, and access is decided, as they were known then; changes made in the
      catalog take effect once it can be read again.
    </Alert>
  );
};
