// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { checkPort } from './setup/ports.mjs';
import { prepare } from './setup/prepare.mjs';
import { ProcessGroup } from './setup/ProcessGroup.mjs';
import { repository } from './setup/repository.mjs';
import { runMain } from './setup/runMain.mjs';
import { say } from './setup/say.mjs';
import { waitUntilAnswers } from './setup/waitUntilAnswers.mjs';

/**
 * `npm start`: sets up what is missing and serves the portal with its development servers, until Ctrl-C. The ports are
 * those of app-config.yaml.
 */
async function start() {
  const frontend = Number(process.env.PORTAL_FRONTEND_PORT ?? 3000);
  const backend = Number(process.env.PORTAL_BACKEND_PORT ?? 7007);
  await checkPort(frontend, 'PORTAL_FRONTEND_PORT');
  await checkPort(backend, 'PORTAL_BACKEND_PORT');

  const { node, env } = await prepare();

  say('Building and starting the portal; the first time takes about a minute');
  const cli = join(repository, 'node_modules/@backstage/cli/bin/backstage-cli');
  const portal = ProcessGroup.start({
    command: [node, cli, 'repo', 'start'],
    env,
  });

  const waiting = new AbortController();
  const ended = portal.closed.then(code => {
    waiting.abort();
    return code;
  });
  await Promise.all([
    waitUntilAnswers(`http://localhost:${frontend}`, waiting.signal),
    waitUntilAnswers(
      `http://localhost:${backend}/.backstage/health/v1/readiness`,
      waiting.signal,
    ),
  ]);
  if (!waiting.signal.aborted) {
    say('');
    say(`Portal: http://localhost:${frontend}  (enter as Guest)`);
    say('Its data is kept in .data; Ctrl-C stops it.');
    say('');
  }

  const code = await ended;
  await portal.stop();
  return code;
}

await runMain(start);
