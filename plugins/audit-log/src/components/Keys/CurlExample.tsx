// SPDX-License-Identifier: Apache-2.0
import { discoveryApiRef, useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { IngestionKey } from 'backstage-plugin-audit-log-common';
import { useCallback, useState } from 'react';
import { useRequest } from '../../requests/useRequest';
import { CopyButton } from '../EventDetails/CopyButton';
import { GuideLink } from '../states/GuideLink';
import { LoadFailure } from '../states/LoadFailure';
import { curlExample } from './curlExample';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  },
  command: {
    margin: theme.spacing(0, 0, 1),
    padding: theme.spacing(1.5),
    maxHeight: 260,
    overflow: 'auto',
    fontSize: '0.75rem',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.default,
  },
}));

/** Commands that send a first event with a key, to be pasted as they are. */
export const CurlExample = (props: {
  readonly of: IngestionKey;
  readonly token?: string;
}) => {
  const classes = useStyles();
  const discovery = useApi(discoveryApiRef);
  const { value, error, retry } = useRequest(
    useCallback(() => discovery.getBaseUrl('audit-log'), [discovery]),
  );
  const [now] = useState(Date.now);
  if (error) {
    return (
      <LoadFailure
        what="the address of the audit log"
        error={error}
        onRetry={retry}
      />
    );
  }
  if (!value) {
    return null;
  }
  const command = curlExample(props.of, {
    baseUrl: value,
    token: props.token,
    now,
  });
  return (
    <div>
      <div className={classes.head}>
        <Typography variant="body2">
          {props.token
            ? 'Paste this into a terminal to send a first event:'
            : 'With the token in its place, this sends an event:'}
        </Typography>
        <CopyButton label="Copy the example" text={() => command} />
      </div>
      {/* Scrollable with the keyboard, too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.command} tabIndex={0} aria-label="Example">
        {command}
      </pre>
      <Typography variant="body2">
        The answer says of each event what became of it. Sent again under the
        same id, an event is recorded once. <GuideLink name="outside-systems" />
      </Typography>
    </div>
  );
};
