// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { Journal } from './Journal';

describe('what a journal writes', () => {
  let directory: string;
  let datasync: jest.SpyInstance;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-log-flush-'));
    const handle = await open(join(directory, 'any'), 'w');
    datasync = jest.spyOn(Object.getPrototypeOf(handle), 'datasync');
    await handle.close();
    await rm(join(directory, 'any'));
  });

  afterEach(async () => {
    datasync.mockRestore();
    await rm(directory, { recursive: true });
  });

  const append = async (flush?: 'group' | 'wait') => {
    const journal = await Journal.open({
      directory,
      maxSize: 1_000_000,
      flush,
      logger: mockServices.logger.mock(),
    });
    const flushed: number[] = [];
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        await journal.append([{ rank: 1, content: '1' }]);
        flushed.push(datasync.mock.calls.length);
      }),
    );
    return { journal, flushed };
  };

  it('is on the disk before it resolves, where that is asked for, once for many', async () => {
    const { journal, flushed } = await append('wait');
    expect(Math.min(...flushed)).toBeGreaterThan(0);
    expect(datasync.mock.calls.length).toBeLessThan(5);
    await journal.close();
  });

  it('is on the disk a little later otherwise, with nobody waiting', async () => {
    let takeAll = () => {};
    const disk = new Promise<void>(resolve => {
      takeAll = resolve;
    });
    // The disk takes nothing until all have been told, however late that is.
    datasync.mockReturnValue(disk);
    const { journal, flushed } = await append();
    expect(flushed).toHaveLength(20);
    while (datasync.mock.calls.length === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    takeAll();
    await journal.close();
  });
});
