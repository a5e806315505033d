// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { uuidv7 } from 'uuidv7';

/** Keeps for a person to look at what is never taken, so that it does not hold up the others. Never rejects. */
export async function setAside(
  content: string,
  message: string,
  options: {
    readonly plugin: string;
    readonly directory: string;
    readonly logger: LoggerService;
  },
): Promise<void> {
  const { logger, plugin, directory } = options;
  const path = join(directory, `refused-${uuidv7()}.json`);
  try {
    await writeFile(path, content, { mode: 0o600 });
    logger.error(
      `The audit log refuses an event of the plugin ${plugin}, which is in ${path} now: ${message}`,
    );
  } catch (error: unknown) {
    logger.error(
      `The audit log refuses an event of the plugin ${plugin}, which is lost: ${message}`,
      isError(error) ? error : undefined,
    );
  }
}
