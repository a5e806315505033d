// SPDX-License-Identifier: Apache-2.0
import { auditEvent } from '../__testUtils__/auditEvent';
import { PARTS, testSeal } from './__testUtils__/testSeal';
import { createSeal } from './createSeal';

describe('a seal', () => {
  it('has a salt of its own for each part that is personal, and for nothing else', () => {
    const { salts, erased } = testSeal(auditEvent());
    expect(Object.keys(salts).sort()).toEqual(PARTS);
    expect(erased).toBeUndefined();
    const bytes = Object.values(salts).map(salt =>
      Buffer.from(salt, 'base64url'),
    );
    expect(bytes.map(({ length }) => length)).toEqual(PARTS.map(() => 16));
    expect(new Set(Object.values(salts)).size).toBe(PARTS.length);
  });

  it('never has the same salt twice', () => {
    const salts = Array.from({ length: 1000 }, () =>
      Object.values(testSeal(auditEvent()).salts),
    ).flat();
    expect(new Set(salts).size).toBe(salts.length);
  });

  it('has no parts where nobody is named', () => {
    const event = auditEvent();
    event.actor = { type: 'anonymous' };
    event.request = {};
    event.targets = [{ ref: 'username:x' }, { ref: 'user' }];
    event.changes = [{ path: '/user:x', after: 'see user:default/jane' }];
    event.meta = {
      text: 'ask jane@example.com',
      url: 'https://jane@example.com/',
      ssh: 'git@example.com:a/b.git',
      user: 'user:a/b/c',
      empty: 'user:',
      none: null,
    };
    expect(createSeal(event)).toEqual({ salts: {} });
  });

  it('takes an object as a whole when a key in it names a person', () => {
    const event = auditEvent();
    event.meta = {
      members: { 'user:default/jane': { since: 2020, by: 'user:default/joe' } },
      'jane@example.com': 1,
    };
    expect(Object.keys(createSeal(event).salts)).toEqual(
      expect.arrayContaining(['/meta/members', '/meta/jane@example.com']),
    );
  });

  it('does not look into what is personal as a whole', () => {
    const event = auditEvent();
    event.meta = { phone: { owner: 'user:default/jane' } };
    event.changes = [];
    expect(
      Object.keys(
        createSeal(event, ['/meta/phone', '/meta/phone/owner']).salts,
      ),
    ).toEqual(['/actor', '/targets/1', '/meta/phone']);
  });

  it('has 64 parts at most, those of the meta taken together by its members', () => {
    const event = auditEvent();
    event.meta.reviewers = Array.from(
      { length: 70 },
      (_, at) => `user:u/${at}`,
    );
    expect(Object.keys(createSeal(event).salts).sort()).toEqual([
      '/actor',
      '/changes/0',
      '/meta/a~1b~0c',
      '/meta/reviewers',
      '/targets/1',
    ]);
    event.meta = Object.fromEntries(
      Array.from({ length: 70 }, (_, at) => [`m${at}`, `user:u/${at}`]),
    );
    expect(Object.keys(createSeal(event).salts).sort()).toEqual([
      '/actor',
      '/changes',
      '/meta',
      '/targets/1',
    ]);
  });
});
