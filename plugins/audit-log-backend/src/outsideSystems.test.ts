// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { ReportResult } from 'backstage-plugin-audit-log-common';
import { startIngestion } from './router/ingestion/__testUtils__/startIngestion';

const PAGE = readFileSync(
  resolve(__dirname, '../../../docs/guides/outside-systems.md'),
  'utf8',
);

/** Commands of the page, each with the answer that stands below it. */
const COMMANDS = [
  ...PAGE.matchAll(/^```sh\n([\s\S]*?)^```\n\n^```json\n([\s\S]*?)^```/gm),
].map(([, command, answer]) => ({ command, answer: JSON.parse(answer) }));

jest.setTimeout(180_000);

/** Ids that are made up as they are recorded. */
const withoutIds = ({ items }: { readonly items: readonly ReportResult[] }) =>
  items.map(({ eventId, quarantineId, ...rest }) => ({
    ...rest,
    hasEvent: eventId !== undefined,
    isKept: quarantineId !== undefined,
  }));

describe('docs/guides/outside-systems.md', () => {
  it('has commands that are answered as it says', async () => {
    expect(COMMANDS).toHaveLength([...PAGE.matchAll(/^```sh$/gm)].length);
    const api = await startIngestion();
    const key = await api.newKey({ sources: ['https://ci.example.com/*'] });
    const env = {
      ...process.env,
      PORTAL: `http://localhost:${api.backend.server.port()}`,
      KEY: key.authorization.replace('Bearer ', ''),
    };
    const answers = [];
    for (const { command, answer } of COMMANDS) {
      const { stdout } = await promisify(execFile)('sh', ['-c', command], {
        env,
      });
      const got = JSON.parse(stdout);
      expect(withoutIds(got)).toEqual(withoutIds(answer));
      answers.push(got);
    }
    // The second is the first one, sent again.
    expect(answers[1].items[0].eventId).toBe(answers[0].items[0].eventId);

    const source = 'https://ci.example.com/deploy';
    expect(await api.event(answers[0].items[0].eventId)).toMatchObject({
      plugin: `external:${source}`,
      action: 'external.com.example.deploy.finished',
      actor: {
        ref: `external:${source}/jane@example.com`,
        title: `Jane (${source})`,
        via: `key:${key.id}`,
      },
      changes: [{ path: '/version', before: '1.4.0', after: '1.5.0' }],
      labels: ['external'],
    });
  });

  it('names every reason for which an event is quarantined', () => {
    const specification = readFileSync(
      require.resolve('backstage-plugin-audit-log-common/openapi.yaml'),
      'utf8',
    );
    const [, reasons] =
      /QuarantineReason:\s+type: string\s+enum: \[(.*?)\]/.exec(
        specification,
      ) ?? [];
    const [, section] = PAGE.split(/^\| reason .*$/m);
    const rows = [...section.split('\n\n')[0].matchAll(/^\| `(\w+)`/gm)];
    expect(rows.map(([, name]) => name)).toEqual(reasons.split(', '));
  });
});
