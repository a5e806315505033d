// SPDX-License-Identifier: Apache-2.0
import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import CopiedIcon from '@material-ui/icons/Check';
import CopyIcon from '@material-ui/icons/FileCopyOutlined';
import LinkIcon from '@material-ui/icons/Link';
import { useEffect, useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';

/** How long the button says that it did. */
const SHOWN = 2000;

/** Copies a text, or the link to the page as it stands. */
export const CopyButton = (props: {
  readonly label: string;
  readonly text: () => string;
  readonly isLink?: boolean;
}) => {
  const { label, text, isLink } = props;
  const [, copy] = useCopyToClipboard();
  const [isCopied, setIsCopied] = useState(false);
  const Icon = isLink ? LinkIcon : CopyIcon;

  useEffect(() => {
    if (!isCopied) {
      return undefined;
    }
    const timer = setTimeout(() => setIsCopied(false), SHOWN);
    return () => clearTimeout(timer);
  }, [isCopied]);

  return (
    <Tooltip title={isCopied ? 'Copied' : label}>
      <IconButton
        size="small"
        aria-label={isCopied ? 'Copied' : label}
        onClick={() => {
          copy(text());
          setIsCopied(true);
        }}
      >
        {isCopied ? <CopiedIcon /> : <Icon />}
      </IconButton>
    </Tooltip>
  );
};
