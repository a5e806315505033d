// SPDX-License-Identifier: Apache-2.0
import Alert from '@material-ui/lab/Alert';

/** Marks a change that the person who makes it is touched by themselves. */
export const OwnAccessNotice = () => (
  <Alert severity="warning" variant="outlined" role="note">
    <strong>This changes your own access.</strong> It is marked as such in the
    audit log.
  </Alert>
);
