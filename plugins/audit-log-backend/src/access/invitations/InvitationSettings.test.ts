// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { parse } from 'yaml';
import { invitationLink, readInvitationSettings } from './InvitationSettings';

const MAIL = { host: 'smtp.example.org', from: 'Portal <p@example.org>' };
const read = (auditLog: object, app: object = { baseUrl: 'https://p.org/' }) =>
  readInvitationSettings(new ConfigReader({ app, auditLog }));

describe('readInvitationSettings', () => {
  it('has no mail, and seven days, by default', () => {
    expect(readInvitationSettings(new ConfigReader({}))).toEqual({
      expireAfterMs: 7 * 24 * 3_600_000,
      portal: 'Backstage',
    });
  });

  it('takes all settings', () => {
    expect(
      read(
        {
          mail: {
            ...MAIL,
            port: 2525,
            secure: true,
            username: 'u',
            password: 'p',
            replyTo: 'help@example.org',
          },
          invitations: { expireAfter: { hours: 1 } },
        },
        { baseUrl: 'https://p.org/', title: 'Our portal' },
      ),
    ).toEqual({
      expireAfterMs: 3_600_000,
      portal: 'Our portal',
      baseUrl: 'https://p.org',
      mail: {
        host: 'smtp.example.org',
        port: 2525,
        secure: true,
        login: { username: 'u', password: 'p' },
        from: { name: 'Portal', address: 'p@example.org' },
        replyTo: { name: '', address: 'help@example.org' },
      },
    });
    expect(read({ mail: MAIL }).mail?.port).toBe(587);
    expect(read({ mail: { ...MAIL, secure: true } }).mail?.port).toBe(465);
  });

  it('takes the example of docs/reference/configuration.md', () => {
    const page = readFileSync(
      resolve(__dirname, '../../../../../docs/reference/configuration.md'),
      'utf8',
    );
    const example = parse(/```yaml\n([\s\S]*?)```/.exec(page)![1]);
    expect(read(example.auditLog).mail).toMatchObject({
      host: example.auditLog.mail.host,
      login: { username: example.auditLog.mail.username },
    });
  });

  it.each<[string, object]>([
    ['auditLog.mail.host', { from: MAIL.from }],
    ['auditLog.mail.host', { ...MAIL, host: 'https://smtp.example.org' }],
    ['auditLog.mail.from', { host: MAIL.host }],
    ['auditLog.mail.from', { ...MAIL, from: 'Portal' }],
    ['auditLog.mail.from', { ...MAIL, from: 'a@example.org, b@example.org' }],
    ['auditLog.mail.from', { ...MAIL, from: 'P\r\nBcc: x <p@example.org>' }],
    ['auditLog.mail.replyTo', { ...MAIL, replyTo: 'nobody' }],
    ['auditLog.mail.port', { ...MAIL, port: 70_000 }],
    ['auditLog.mail.port', { ...MAIL, port: 'smtp' }],
    ['auditLog.mail.secure', { ...MAIL, secure: 'maybe' }],
    ['auditLog.mail.password', { ...MAIL, username: 'u' }],
    ['auditLog.mail.username', { ...MAIL, password: 'p' }],
  ])('names %s when it is wrong', (key, mail) => {
    expect(() => read({ mail })).toThrow(key.replace('auditLog.', ''));
  });

  it.each(['1m', '91d', 'soon'])('does not take %s for a time', expireAfter => {
    expect(() => read({ invitations: { expireAfter } })).toThrow(
      'auditLog.invitations.expireAfter',
    );
  });

  it('needs the address of the portal for links', () => {
    expect(() => read({ mail: MAIL }, {})).toThrow('app.baseUrl: must be set');
    expect(() => read({}, { baseUrl: 'p.org' })).toThrow('app.baseUrl: must');
    expect(() => invitationLink(read({}, {}), 't')).toThrow('app.baseUrl');
    expect(invitationLink(read({}), 't')).toBe(
      'https://p.org/invitation#token=t',
    );
  });
});
