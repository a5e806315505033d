// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { useCallback } from 'react';
import { auditLogApiRef } from '../../api';
import { fieldErrors } from '../../requests/fieldErrors';
import { useRequest } from '../../requests/useRequest';

/** In how many events there is something of a person. */
export const ErasurePreview = (props: { readonly person: string }) => {
  const { person } = props;
  const api = useApi(auditLogApiRef);
  const { value, error, loading } = useRequest(
    useCallback(
      (signal: AbortSignal) => api.previewErasure(person, { signal }),
      [api, person],
    ),
  );
  const { fields, general } = fieldErrors(error, ['person']);
  return (
    <Typography
      variant="body2"
      role="status"
      color={error ? 'error' : undefined}
    >
      {error && (fields.person ?? general)}
      {loading && 'Counting events…'}
      {!loading && value !== undefined && words(value)}
    </Typography>
  );
};

const ARCHIVE =
  'What is in the archive is erased as well, and counted while it is.';

function words(events: number): string {
  if (events === 0) {
    return `No event of the database has anything of this person that can be erased. ${ARCHIVE}`;
  }
  return events === 1
    ? `One event of the database has something of this person. ${ARCHIVE}`
    : `${events.toLocaleString()} events of the database have something of this person. ${ARCHIVE}`;
}
