// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportFile, TestLedger } from '../__testUtils__/TestLedger';
import { TestPortal, TOKEN } from '../__testUtils__/TestPortal';
import { SigningKey } from '../checkpoint/SigningKey';
import { VerifierKey } from '../checkpoint/VerifierKey';
import { inclusionProof } from '../merkle/inclusion';
import { runCli } from './runCli';

const ledger = new TestLedger(12);
const key = ledger.key.verifier;
const directory = mkdtempSync(join(tmpdir(), 'audit-log-verify-'));
let portal: TestPortal;

beforeAll(async () => {
  portal = await TestPortal.start(ledger);
});

afterAll(async () => {
  await portal.stop();
  rmSync(directory, { recursive: true });
});

function file(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

async function run(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(argv, {
    stdin: (async function* stdin() {
      yield exportFile(ledger.lines());
    })(),
    env: { AUDIT_LOG_TOKEN: TOKEN },
    out: line => out.push(line),
    err: line => err.push(line),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('export', () => {
  const whole = file('whole.ndjson', exportFile(ledger.lines()));

  it('ends with 0 and says what it means', async () => {
    expect(await run('export', whole, '--key', key)).toEqual({
      code: 0,
      err: '',
      out: `Verified: all 12 events are as sealed, and none is missing of what was sealed from the beginning until 2026-11-24T12:30:00.000Z.
Checkpoint: portal.example.com/audit-log, 12 events, 2026-11-24T12:30:00.000Z
Signed by: ${key}`,
    });
  });

  it('reads from the standard input, and keys from a file', async () => {
    const keys = file('keys', `# of the portal\n\n${key}\n`);
    const { code, out } = await run('export', '-', '--key-file', keys);
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringContaining('all 12 events'),
    });
  });

  it('ends with 1 and says what is wrong and where', async () => {
    const changed = file(
      'changed.ndjson',
      exportFile(ledger.lines()).replace(
        '"user:default/jane"',
        '"user:default/jack"',
      ),
    );
    const { code, out } = await run('export', changed, '--key', key);
    expect(code).toBe(1);
    expect(out).toContain('NOT VERIFIED: 2 things are wrong.');
    expect(out).toContain(
      'altered: Event 0 is not as it was sealed. (line 2, id 019ab',
    );
  });

  it('answers in JSON', async () => {
    const { code, out } = await run('export', whole, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      isVerified: true,
      events: 12,
      notes: [expect.stringContaining('No key was given')],
    });
  });

  it('compares with a saved checkpoint', async () => {
    const longer = new TestLedger(13).checkpoint(13, 10, [ledger.key]);
    const saved = file('longer', longer);
    const { code, out } = await run(
      'export',
      whole,
      '--checkpoint',
      saved,
      '--key',
      key,
    );
    expect({ code, out }).toEqual({
      code: 1,
      out: expect.stringContaining('truncated: '),
    });
  });

  it('does not let a file write on the screen what it likes', async () => {
    const lines: any[] = JSON.parse(JSON.stringify(ledger.lines()));
    lines[3].event.id = '\u001b[2J\u202eVerified';
    lines[3].event.outcome = 'denied';
    const path = file('escapes.ndjson', exportFile(lines));
    const { out } = await run('export', path, '--key', key);
    expect(out).toContain(' [2J Verified');
    expect(out).not.toContain('\u001b');
  });
});

describe('server', () => {
  it('saves the checkpoint, compares with it, and verifies everything', async () => {
    const saved = join(directory, 'saved');
    const first = await run(
      'server',
      portal.baseUrl,
      '--key',
      key,
      '--save',
      saved,
    );
    expect(first).toMatchObject({
      code: 0,
      err: `Saved the checkpoint as ${saved}.`,
    });
    expect(readFileSync(saved, 'utf8')).toBe(ledger.checkpoint(12));
    const again = await run(
      'server',
      portal.baseUrl,
      '--key',
      key,
      '--checkpoint',
      saved,
      '--full',
    );
    expect(again).toMatchObject({
      code: 0,
      out: expect.stringContaining(
        'Verified: nothing that the saved checkpoint was of has been changed or cut off; all 12 events are as sealed',
      ),
    });
  });

  it('does not save the checkpoint of a portal that something is wrong with', async () => {
    const saved = file('kept', 'before');
    const other = SigningKey.generate('x').verifier;
    const { code, err } = await run(
      'server',
      portal.baseUrl,
      '--key',
      other,
      '--save',
      saved,
    );
    expect({ code, err }).toEqual({ code: 1, err: `Left ${saved} as it was.` });
    expect(readFileSync(saved, 'utf8')).toBe('before');
  });

  it('ends with 2 when the portal does not let it in', async () => {
    expect(await run('server', portal.baseUrl, '--token', 'x')).toMatchObject({
      code: 2,
      err: expect.stringContaining('answered 401'),
    });
  });
});

describe('event', () => {
  it('verifies what a portal answers of an event', async () => {
    const proof = await inclusionProof({
      index: 4,
      size: 12,
      read: async subtrees =>
        subtrees.map(({ level, index }) =>
          ledger.root(index * 2 ** level, (index + 1) * 2 ** level),
        ),
    });
    const { event, seal } = ledger.rows[4];
    const answer = {
      event,
      seal,
      sequence: 4,
      proof: proof.map(hash => hash.toString('base64')),
      checkpoint: { note: ledger.checkpoint(12) },
    };
    const path = file('proof.json', JSON.stringify(answer));
    expect(await run('event', path, '--key', key)).toMatchObject({
      code: 0,
      out: expect.stringContaining(
        'the event is in the ledger at 4, as it was sealed and unchanged.',
      ),
    });
    expect(await run('event', file('no.json', '{'))).toMatchObject({ code: 2 });
  });
});

describe('keygen', () => {
  it('makes a key that signs what its verifier key verifies', async () => {
    const { out } = await run(
      'keygen',
      'portal.example.com/audit-log',
      '--json',
    );
    const { privateKey, verifier } = JSON.parse(out);
    const made = SigningKey.fromPem('portal.example.com/audit-log', privateKey);
    expect(made.verifier).toBe(verifier);
    expect(VerifierKey.parse(verifier).id).toBe(made.id);
    const { out: plain } = await run('keygen', 'x');
    expect(plain).toMatch(
      /^-----BEGIN PRIVATE KEY-----\n[^-]+\n-----END PRIVATE KEY-----\n\nx\+[0-9a-f]{8}\+/,
    );
  });
});

it.each([
  [['verify'], "no command 'verify'"],
  [['toString', 'x'], "no command 'toString'"],
  [['export'], 'one argument'],
  [['export', 'a', 'b'], 'one argument'],
  [['export', 'a', '--full'], 'no option --full'],
  [['export', 'a', '--nothing'], "'--nothing'"],
  [['export', '/does/not/exist'], 'ENOENT'],
  [['export', '-', '--key', 'x'], 'no verifier key'],
  [['export', '-', '--key-file', '/dev/null'], 'no key in the file'],
  [['export', '-', '--checkpoint', '/dev/null'], 'no checkpoint'],
  [['export', '-', '--checkpoint', '/does/not/exist'], 'cannot be read'],
  [['keygen', 'a b'], 'cannot be named'],
])('ends with 2 when called with %j', async (argv, message) => {
  expect(await run(...argv)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining(message),
  });
});

it('is a command', () => {
  const bin = join(__dirname, '../../bin/verify.js');
  const input = exportFile(ledger.lines());
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [bin, 'export', '-', '--key', key],
    { input, encoding: 'utf8' },
  );
  expect({ status, stderr, stdout }).toEqual({
    status: 0,
    stderr: '',
    stdout: expect.stringContaining('Verified: all 12 events'),
  });
  const help = spawnSync(process.execPath, [bin], { encoding: 'utf8' });
  expect(help).toMatchObject({
    status: 2,
    stdout: expect.stringContaining('Ends with 0 when verified'),
  });
});
