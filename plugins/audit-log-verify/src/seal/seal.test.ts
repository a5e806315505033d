// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { auditEvent } from '../__testUtils__/auditEvent';
import { createSeal } from './createSeal';
import { eraseFromEvent } from './eraseFromEvent';
import { leafData, leafHash } from './leaf';
import type { Seal } from './SealableEvent';

const OPERATION = '11111111-1111-4111-8111-111111111111';
const PARTS = [
  '/actor',
  '/changes/0/before',
  '/meta/a~1b~0c',
  '/meta/phone',
  '/meta/reviewers/0',
  '/meta/reviewers/2',
  '/targets/1',
];
const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const seal = (event: ReturnType<typeof auditEvent>) =>
  createSeal(event, ['/meta/phone', '/meta/none']);

describe('a seal', () => {
  it('has a salt of its own for each part that is personal, and for nothing else', () => {
    const { salts, erased } = seal(auditEvent());
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
      Object.values(seal(auditEvent()).salts),
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

describe('a leaf', () => {
  it('is what docs/reference/sealing.md says', () => {
    const salt = 'AAECAwQFBgcICQoLDA0ODw';
    const event = { ...auditEvent(5), changes: undefined, projects: [] };
    event.targets = [{ ref: 'user:default/joe' }];
    event.meta = { b: 1, a: [true] };
    const given = { salts: { '/actor': salt, '/targets/0': salt } };
    const commitTo = (text: string) =>
      createHash('sha256')
        .update(Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex'))
        .update(text)
        .digest('base64url');
    const data = `{"event":{"action":"catalog.entity-mutate.refresh","actor":{"type":"user"},"category":"catalog","durationMs":12,"event":"entity-mutate","id":"019ab000-0000-7000-8000-000000000005","meta":{"a":[true],"b":1},"occurredAt":"2026-11-24T12:00:00.000Z","operationId":"00000000-0000-4000-8000-000000000005","outcome":"succeeded","plugin":"catalog","projects":[],"recordedAt":"2026-11-24T12:00:00.250Z","request":{"method":"POST","path":"/api/catalog/refresh"},"severity":"medium","targets":[null]},"personal":{"/actor":"${commitTo(
      '{"address":"192.0.2.7","ref":"user:default/jane","title":"Jane Doe","userAgent":"Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0"}',
    )}","/targets/0":"${commitTo('{"ref":"user:default/joe"}')}"},"v":1}`;
    expect(leafData(event, given)).toBe(data);
    expect(leafHash(event, given)).toEqual(
      createHash('sha256').update('\0').update(data).digest(),
    );
  });

  it('has nothing personal in it', () => {
    const event = auditEvent();
    expect(leafData(event, seal(event))).not.toMatch(
      /jane|joe|192\.0|Mozilla|555/i,
    );
  });

  it('is the same whatever the order of keys, and without its place in the ledger', () => {
    const event = auditEvent(7);
    const given = seal(event);
    const { sequence, ...backwards } = Object.fromEntries(
      Object.entries(event).reverse(),
    ) as typeof event;
    const salts = Object.fromEntries(Object.entries(given.salts).reverse());
    expect(leafHash(backwards as typeof event, { salts })).toEqual(
      leafHash(event, given),
    );
  });

  it('is another one when anything in the event is, or in its salts', () => {
    const event = clone(auditEvent());
    const given = seal(event);
    const hashes = new Set([leafHash(event, given).toString('hex')]);
    const pointers: string[] = [];
    /** Changes one leaf of the JSON after the other. */
    const change = (object: any, at: string) => {
      for (const key of Object.keys(object)) {
        const value = object[key];
        if (typeof value === 'object' && value !== null) {
          change(value, `${at}/${key}`);
        } else if (`${at}/${key}` !== '/sequence') {
          pointers.push(`${at}/${key}`);
          object[key] = typeof value === 'number' ? value + 1 : `${value}x`;
          hashes.add(leafHash(event, given).toString('hex'));
          object[key] = value;
        }
      }
    };
    change(event, '');
    for (const part of PARTS) {
      const salts = { ...given.salts, [part]: 'AAECAwQFBgcICQoLDA0ODw' };
      hashes.add(leafHash(event, { salts }).toString('hex'));
    }
    expect(pointers.length).toBeGreaterThan(25);
    expect(hashes.size).toBe(1 + pointers.length + PARTS.length);
  });

  it('cannot be made when a part is not there, or a salt is none', () => {
    const event = auditEvent();
    const given = seal(event);
    const { reviewers, ...meta } = event.meta;
    const withSalt = (part: string, salt: string): Seal => ({
      salts: { ...given.salts, [part]: salt },
    });
    expect(() => leafData({ ...event, meta }, given)).toThrow('nothing at');
    expect(() =>
      leafData(event, withSalt('/meta/none', given.salts['/actor'])),
    ).toThrow('nothing at /meta/none');
    expect(() =>
      leafData(event, withSalt('/targets/length', given.salts['/actor'])),
    ).toThrow('nothing at');
    expect(() =>
      leafData(event, withSalt('/meta/toString', given.salts['/actor'])),
    ).toThrow('nothing at');
    expect(() => leafData(event, withSalt('/actor', 'AAEC'))).toThrow(
      '16 bytes',
    );
    expect(() =>
      leafData(event, withSalt('/actor', '!!ECAwQFBgcICQoLDA0ODw')),
    ).toThrow('16 bytes');
    // The same bytes in another spelling: there is one way to write a salt.
    for (const salt of ['--__AwQFBgcICQoLDA0ODx', '++__AwQFBgcICQoLDA0ODw']) {
      expect(() => leafData(event, withSalt('/actor', salt))).toThrow(
        '16 bytes',
      );
    }
    leafData(event, withSalt('/actor', '--__AwQFBgcICQoLDA0ODw'));
  });

  it('knows parts of any size and name', () => {
    const event = auditEvent();
    event.meta = JSON.parse(
      `{"__proto__":{"x":"a@b.example"},"long":"${'€'.repeat(20_000)}"}`,
    );
    const given = createSeal(event, ['/meta/long']);
    expect(Object.keys(given.salts)).toEqual(
      expect.arrayContaining(['/meta/__proto__/x', '/meta/long']),
    );
    const other = clone(event);
    expect(leafHash(other, given)).toEqual(leafHash(event, given));
    (other.meta as any).long += 'x';
    expect(leafHash(other, given)).not.toEqual(leafHash(event, given));
  });
});

describe('an erasure', () => {
  const isJane = (text: string) => /jane/i.test(text);

  it('takes out what is of a person, and nothing of others', () => {
    const event = clone(auditEvent(3));
    const given = seal(event);
    const done = eraseFromEvent(event, given, isJane, OPERATION)!;
    const expected = clone(event);
    expected.actor = { type: 'user' };
    delete expected.request.address;
    delete expected.request.userAgent;
    expected.meta['a/b~c'] = null;
    (expected.meta.reviewers as unknown[])[0] = null;
    expected.erased = ['/actor', '/meta/a~1b~0c', '/meta/reviewers/0'];
    expect(clone(done.event)).toEqual(expected);
    expect(Object.keys(done.seal.erased!).sort()).toEqual(expected.erased);
    expect(Object.keys(done.seal.salts).sort()).toEqual(
      PARTS.filter(part => !expected.erased!.includes(part)),
    );
    expect(done.seal.erased!['/actor'].operation).toBe(OPERATION);
  });

  it('leaves the leaf as it was, one person after the other, and when both are the same event', () => {
    const event = clone(auditEvent());
    const given = seal(event);
    const before = leafData(event, given);
    const first = eraseFromEvent(event, given, isJane, OPERATION)!;
    expect(leafData(first.event, first.seal)).toBe(before);
    const second = eraseFromEvent(
      first.event,
      first.seal,
      text => /joe/i.test(text),
      OPERATION,
    )!;
    expect(leafData(second.event, second.seal)).toBe(before);
    expect(second.event.targets[1]).toEqual({ ref: 'user:erased' });
    const third = eraseFromEvent(
      second.event,
      second.seal,
      () => true,
      OPERATION,
    )!;
    expect(leafData(third.event, third.seal)).toBe(before);
    expect(third.seal.salts).toEqual({});
    expect(third.event.erased).toEqual(PARTS);
    expect(
      eraseFromEvent(third.event, third.seal, () => true, OPERATION),
    ).toBeUndefined();
  });

  it('leaves the event it is given as it was', () => {
    const event = auditEvent();
    const given = seal(event);
    const before = clone({ event, given });
    eraseFromEvent(event, given, () => true, OPERATION);
    expect(clone({ event, given })).toEqual(before);
  });

  it('has nothing to do where nothing is theirs', () => {
    const event = auditEvent();
    expect(
      eraseFromEvent(event, seal(event), () => false, OPERATION),
    ).toBeUndefined();
  });

  it('finds a person in the keys of what is personal', () => {
    const event = auditEvent();
    event.meta = { members: { 'user:default/ann': 1 } };
    const done = eraseFromEvent(
      event,
      createSeal(event),
      text => text === 'user:default/ann',
      OPERATION,
    )!;
    expect(done.event.meta).toEqual({ members: null });
  });

  it('cannot be pretended, nor something put in the place of what was erased', () => {
    const event = clone(auditEvent());
    const { event: erased, seal: after } = eraseFromEvent(
      event,
      seal(event),
      () => true,
      OPERATION,
    )!;
    const changed = (change: (copy: any) => void) => {
      const copy = clone({ event: erased, seal: after });
      change(copy);
      return () => leafData(copy.event, copy.seal);
    };
    expect(changed(copy => copy)).not.toThrow();
    for (const [change, message] of [
      [
        (copy: any) => (copy.event.actor.ref = 'user:default/mallory'),
        'something is there',
      ],
      [
        (copy: any) => (copy.event.request.address = '192.0.2.1'),
        'something is there',
      ],
      [
        (copy: any) =>
          (copy.event.targets[1] = { ref: 'user:default/mallory' }),
        'something is there',
      ],
      [
        (copy: any) => (copy.event.targets[1].title = 'Mallory'),
        'something is there',
      ],
      [(copy: any) => (copy.event.meta.phone = 'x'), 'something is there'],
      [(copy: any) => delete copy.event.erased, 'as its seal does'],
      [(copy: any) => copy.event.erased.pop(), 'as its seal does'],
      [
        (copy: any) => copy.event.erased.push('/meta/entityRef'),
        'as its seal does',
      ],
      [
        (copy: any) => (copy.seal.salts['/actor'] = 'AAECAwQFBgcICQoLDA0ODw'),
        'although it was erased',
      ],
      [(copy: any) => (copy.seal.erased['/actor'].commitment = 'x'), 'no hash'],
    ] as const) {
      expect(changed(change)).toThrow(message);
    }
  });
});
