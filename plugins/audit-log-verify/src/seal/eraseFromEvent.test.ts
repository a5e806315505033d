// SPDX-License-Identifier: Apache-2.0
import { auditEvent } from '../__testUtils__/auditEvent';
import { clone } from './__testUtils__/clone';
import { PARTS, testSeal } from './__testUtils__/testSeal';
import { createSeal } from './createSeal';
import { eraseFromEvent } from './eraseFromEvent';
import { leafData } from './leaf';

const OPERATION = '11111111-1111-4111-8111-111111111111';

describe('an erasure', () => {
  const isJane = (text: string) => /jane/i.test(text);

  it('takes out what is of a person, and nothing of others', () => {
    const event = clone(auditEvent(3));
    const given = testSeal(event);
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
    const given = testSeal(event);
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
    const given = testSeal(event);
    const before = clone({ event, given });
    eraseFromEvent(event, given, () => true, OPERATION);
    expect(clone({ event, given })).toEqual(before);
  });

  it('has nothing to do where nothing is theirs', () => {
    const event = auditEvent();
    expect(
      eraseFromEvent(event, testSeal(event), () => false, OPERATION),
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
      testSeal(event),
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
