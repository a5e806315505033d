// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';

const write = (message: string) => process.stderr.write(`${message}\n`);

/** The log of a process of a test: what is wrong, for whoever reads its standard error. */
export const standardError: LoggerService = {
  error: write,
  warn: write,
  info: () => {},
  debug: () => {},
  child: () => standardError,
};
