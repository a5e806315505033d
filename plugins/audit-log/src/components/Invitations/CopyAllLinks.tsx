// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import CopyIcon from '@material-ui/icons/FileCopyOutlined';
import type { InvitationResult } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';

/** Copies every address with its link, a line each, as a spreadsheet takes them. */
export const CopyAllLinks = (props: {
  readonly results: readonly InvitationResult[];
}) => {
  const [, copy] = useCopyToClipboard();
  const [isCopied, setIsCopied] = useState(false);
  const lines = props.results.flatMap(({ email, link }) =>
    link ? [`${email}\t${link}`] : [],
  );
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        startIcon={<CopyIcon />}
        onClick={() => {
          copy(lines.join('\n'));
          setIsCopied(true);
        }}
      >
        Copy all {lines.length.toLocaleString()} links
      </Button>{' '}
      <span role="status">{isCopied && 'Copied, each with its address'}</span>
    </>
  );
};
