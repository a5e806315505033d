// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import {
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { TestLedger } from '../__testUtils__/TestLedger';
import { TestPortal, TOKEN } from '../__testUtils__/TestPortal';
import { saveNote } from './saveNote';

let directory: string;
let saved: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'audit-log-save-'));
  saved = join(directory, 'portal.checkpoint');
});

afterEach(() => rmSync(directory, { recursive: true }));

it('puts a note in the place of the one before, which is never touched', async () => {
  await saveNote(saved, 'first');
  const other = join(directory, 'other');
  linkSync(saved, other);
  await saveNote(saved, 'second');
  expect(readFileSync(saved, 'utf8')).toBe('second');
  expect(readFileSync(other, 'utf8')).toBe('first');
  expect(readdirSync(directory).sort()).toEqual(['other', 'portal.checkpoint']);
});

it('keeps who may read it, and a link that leads to it', async () => {
  const link = join(directory, 'link');
  writeFileSync(saved, 'first', { mode: 0o600 });
  symlinkSync(saved, link);
  await saveNote(link, 'second');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(saved, 'utf8')).toBe('second');
  expect(statSync(saved).mode % 0o1000).toBe(0o600);
});

it('leaves nothing behind where it cannot write', async () => {
  mkdirSync(saved);
  await expect(saveNote(saved, 'note')).rejects.toThrow('cannot be written');
  await expect(saveNote(join(directory, 'no/file'), 'note')).rejects.toThrow(
    'cannot be written',
  );
  expect(readdirSync(directory)).toEqual(['portal.checkpoint']);
});

it('writes to what is no file as it is', async () => {
  await saveNote('/dev/null', 'note');
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
});

it('keeps the checkpoint before when a disk takes no more', async () => {
  const ledger = new TestLedger(3);
  const before = ledger.checkpoint(2);
  writeFileSync(saved, before);
  const portal = await TestPortal.start(ledger);
  try {
    // Files of no byte, for this process and those that it starts.
    const command = spawn(
      'sh',
      [
        '-c',
        'ulimit -f 0; exec "$0" "$@"',
        process.execPath,
        join(__dirname, '../../bin/verify.js'),
        'server',
        portal.baseUrl,
        '--key',
        ledger.key.verifier,
        '--save',
        saved,
      ],
      { env: { ...process.env, AUDIT_LOG_TOKEN: TOKEN } },
    );
    const [out, code] = await Promise.all([
      text(command.stdout),
      new Promise(resolve => {
        command.on('close', resolve);
      }),
    ]);
    expect(out).toContain('Verified: ');
    expect(code).not.toBe(0);
    expect(readFileSync(saved, 'utf8')).toBe(before);
  } finally {
    await portal.stop();
  }
});
