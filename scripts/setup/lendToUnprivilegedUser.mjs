// SPDX-License-Identifier: Apache-2.0
import { chmod, chown, cp, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from './Problem.mjs';

const USER = 'nobody';

/**
 * PostgreSQL refuses to run as root. For root, as in most containers, this hands the folder to the user `nobody`, with a
 * copy of the programs, for nobody may be unable to reach them where the repository is (under /root, say). The machine's
 * users stay as they are.
 *
 * @param {string} folder
 * @param {import('./postgresPrograms.mjs').PostgresPrograms} programs
 */
export async function lendToUnprivilegedUser(folder, programs) {
  if (process.getuid?.() !== 0) {
    return { programs, user: {} };
  }

  const user = await readUser(USER);
  const binaries = dirname(programs.postgres);
  const copy = join(folder, 'native');
  await cp(dirname(binaries), copy, {
    recursive: true,
    verbatimSymlinks: true,
  });
  for (const program of await readdir(join(copy, 'bin'))) {
    await chmod(join(copy, 'bin', program), 0o755);
  }
  await chown(join(folder, 'password'), user.uid, user.gid);
  await chown(folder, user.uid, user.gid);
  return {
    programs: {
      initdb: join(copy, 'bin/initdb'),
      postgres: join(copy, 'bin/postgres'),
    },
    user,
  };
}

/** @param {string} name */
async function readUser(name) {
  const users = await readFile('/etc/passwd', 'utf8');
  const entry = users.split('\n').find(line => line.startsWith(`${name}:`));
  if (!entry) {
    throw new Problem(
      `PostgreSQL refuses to run as root, and there is no user ${name} to run it as. Start again as a user who is not root.`,
    );
  }
  const [, , uid, gid] = entry.split(':').map(Number);
  return { uid, gid };
}
