// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../../__testUtils__/startProcess';
import type { WriteProcessTask } from './__testUtils__/writeProcess';

const PROCESS = join(__dirname, '__testUtils__/writeProcess.ts');
/** What the disk takes, in files: 512 blocks of 1024 bytes each. The signal would end the process, and no full disk sends it. */
const SMALL_DISK = [
  'bash',
  '-c',
  `trap '' XFSZ; ulimit -f 512; exec "$@"`,
  'bash',
];

describe('Writing files of events to a full disk', () => {
  it('says so, leaves nothing, and goes on when there is room', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'audit-log-full-'));
    const path = (name: string) => join(directory, name);
    const running = startProcess(
      PROCESS,
      {
        directory,
        files: [
          [path('large.parquet'), 3_000],
          [path('small.parquet'), 20],
        ],
      } satisfies WriteProcessTask,
      { under: SMALL_DISK },
    );
    await running.until(lines => lines.length === 2);
    await running.end();
    expect(running.lines).toEqual([
      expect.stringMatching(
        /^ArchiveUnavailableError: .* auditLog.archive.cacheDirectory/,
      ),
      'written',
    ]);
    expect(running.complaints).toBe('');
    expect(await readdir(directory)).toEqual(['small.parquet']);
    await rm(directory, { recursive: true });
  });
});
