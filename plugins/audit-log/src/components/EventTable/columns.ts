// SPDX-License-Identifier: Apache-2.0

/** The columns and their share of the width. */
export const COLUMNS = [
  { title: 'Time', width: '15%' },
  { title: 'Actor', width: '15%' },
  { title: 'Action', width: '19%' },
  { title: 'Outcome', width: '11%' },
  { title: 'Target', width: '14%' },
  { title: 'Project', width: '9%' },
  { title: 'Plugin', width: '8%' },
  { title: 'Address', width: '9%' },
] as const;
