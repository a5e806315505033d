/**
 * @jest-environment node
 */
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { curlExample } from './curlExample';

const OPTIONS = { baseUrl: 'http://localhost:7007/api/audit-log', now: 42 };

/** What a shell hands to curl when the commands are pasted. */
function handedToCurl(commands: string): string[] {
  const printed = execFileSync(
    'sh',
    ['-c', `curl() { printf '%s\\0' "$@"; }\n${commands}`],
    { encoding: 'utf8' },
  );
  return printed.split('\0').slice(0, -1);
}

describe('curlExample', () => {
  it('sends an event of a source and project that the key may use', () => {
    const commands = curlExample(
      {
        sources: ['https://ci.example.com/shop/*', 'urn:other'],
        projects: ['system:default/shop', 'system:default/billing'],
      },
      { ...OPTIONS, token: 'bkal_secret' },
    );
    const handed = handedToCurl(commands);
    expect(handed.slice(0, -1)).toEqual([
      'http://localhost:7007/api/audit-log/v1/events',
      '-H',
      'Authorization: Bearer bkal_secret',
      '-H',
      'Content-Type: application/json',
      '-d',
    ]);
    expect(JSON.parse(handed[handed.length - 1])).toEqual([
      {
        id: 'example-42',
        source: 'https://ci.example.com/shop/example',
        type: 'com.example.greeting.sent',
        targets: [{ ref: 'greeting:first', title: 'The first one' }],
        projects: ['system:default/shop'],
      },
    ]);
  });

  it('lets nothing in a source reach the shell', () => {
    const source = "urn:x'$(echo)`echo`;!";
    const handed = handedToCurl(
      curlExample({ sources: [source], projects: 'any' }, OPTIONS),
    );
    const [event] = JSON.parse(handed[handed.length - 1]);
    expect(event.source).toBe(source);
    expect(event).not.toHaveProperty('projects');
  });

  it('names no project where the key may name none', () => {
    const commands = curlExample({ sources: ['a'], projects: [] }, OPTIONS);
    expect(commands).not.toContain('projects');
  });
});
