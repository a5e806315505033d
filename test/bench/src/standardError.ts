// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';

/** What goes wrong, on standard error: standard output is for the figures. */
export function standardError(): LoggerService {
  const write = (message: string | Error) =>
    process.stderr.write(`${message}\n`);
  const logger: LoggerService = {
    error: write,
    warn: write,
    info: () => {},
    debug: () => {},
    child: () => logger,
  };
  return logger;
}
