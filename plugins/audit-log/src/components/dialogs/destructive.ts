// SPDX-License-Identifier: Apache-2.0
import type { Theme } from '@material-ui/core/styles';

/** How a button looks that does what cannot be taken back. */
export const destructive = ({ palette }: Theme) => ({
  color: palette.getContrastText(palette.error.dark),
  backgroundColor: palette.error.dark,
  '&:hover': { backgroundColor: palette.error.main },
});
