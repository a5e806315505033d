// SPDX-License-Identifier: Apache-2.0

/** The columns and their share of the width; a time has to be whole. */
export const COLUMNS = [
  { title: 'Time', width: 188 },
  { title: 'Actor', width: '17%' },
  { title: 'Action', width: '20%' },
  { title: 'Outcome', width: 116 },
  { title: 'Target', width: '17%' },
  { title: 'Project', width: '11%' },
  { title: 'Plugin', width: '10%' },
  { title: 'Address', width: '10%' },
] as const;
