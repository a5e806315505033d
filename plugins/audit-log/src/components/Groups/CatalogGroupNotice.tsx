// SPDX-License-Identifier: Apache-2.0
import Alert from '@material-ui/lab/Alert';
import type { Reference } from 'backstage-plugin-audit-log-common';
import { ReferenceLink } from '../cells/ReferenceLink';

/** Says what of a group comes from the catalog, and leads there. */
export const CatalogGroupNotice = (props: {
  readonly group: Reference;
  /** Such as `The membership of this group`. */
  readonly what: string;
}) => (
  <Alert severity="info" variant="outlined">
    {props.what} comes from the catalog and is changed there:{' '}
    <ReferenceLink reference={props.group.ref} title={props.group.title} />
  </Alert>
);
