// SPDX-License-Identifier: Apache-2.0
import type { View } from './View';

/** The first page of the same view; a preset reaches back from now again. */
export function firstPage(view: View): View {
  const { from: _from, to: _to, ...rest } = view.search;
  return {
    ...view,
    search: view.range === 'custom' ? view.search : rest,
    cursor: undefined,
    isBack: undefined,
    offset: 0,
  };
}
