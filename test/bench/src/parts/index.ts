// SPDX-License-Identifier: Apache-2.0
import type { BenchPart } from '../Bench';
import { archive } from './archive';
import { bounded } from './bounded';
import { catalogOnPostgres, catalogOnSqlite } from './catalogWatch';
import { decisions } from './decisions';
import { depth } from './depth';
import { exportPart } from './export';
import { indexBytes } from './indexBytes';
import { ingest } from './ingest';
import { lists } from './lists';
import { pages } from './pages';
import { post } from './post';
import { request } from './request';
import { sqlite } from './sqlite';
import { summary } from './summary';
import { text } from './text';
import { verification } from './verification';
import { writers } from './writers';

/** In the order of the table of targets; what is beyond it comes after. */
export const PARTS: readonly BenchPart[] = [
  ingest,
  post,
  sqlite,
  request,
  writers,
  indexBytes,
  pages,
  depth,
  text,
  summary,
  exportPart,
  bounded,
  verification,
  archive,
  decisions,
  lists,
  catalogOnPostgres,
  catalogOnSqlite,
];
