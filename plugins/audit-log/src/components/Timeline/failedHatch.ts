// SPDX-License-Identifier: Apache-2.0
import type { Theme } from '@material-ui/core/styles';

/** The pattern that stands for failed and denied events, so that it is not color alone that tells them apart. */
export function failedHatch({ palette }: Theme): string {
  return `repeating-linear-gradient(45deg, ${palette.status.error} 0 3px, ${palette.background.paper} 3px 5px)`;
}
