// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { auditEvent } from '../__testUtils__/auditEvent';
import { clone } from './__testUtils__/clone';
import { PARTS, testSeal } from './__testUtils__/testSeal';
import { createSeal } from './createSeal';
import { leafData, leafHash } from './leaf';
import type { Seal } from './SealableEvent';

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
    expect(leafData(event, testSeal(event))).not.toMatch(
      /jane|joe|192\.0|Mozilla|555/i,
    );
  });

  it('is the same whatever the order of keys, and without its place in the ledger', () => {
    const event = auditEvent(7);
    const given = testSeal(event);
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
    const given = testSeal(event);
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
    const given = testSeal(event);
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
