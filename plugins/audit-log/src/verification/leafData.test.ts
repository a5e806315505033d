// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
// What pages must not import: it is for Node, and here to compare with.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import * as reference from 'backstage-plugin-audit-log-verify';
import { exampleChanges } from '../../dev/exampleChanges';
import { exampleEvents } from '../../dev/exampleEvents';
import { canonicalJson } from './canonicalJson';
import { leafData } from './leafData';

/** As they come over HTTP. */
const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value));

const hostile: AuditEvent = {
  ...exampleEvents(1, Date.UTC(2026, 10, 24))[0],
  targets: [
    { ref: 'user:default/jane.doe', title: 'Jane' },
    { ref: 'api:default/payments' },
    { ref: 'USER:default/Omar' },
  ],
  meta: {
    'a/b': { '~': ['user:default/jane.doe', 'jane@example.org'] },
    '': 'user:default/jane.doe',
    __proto: { toString: null, constructor: 'user:jane' },
    9: 'nine',
    10: 'ten',
    '\u20ac': 1e21,
    '\ud83d\ude00': 0.1,
    '\ufb33': -0,
    '\r': '\u2028\u0007"\\',
    empty: {},
    list: [[], null, false],
  },
  changes: [
    {
      path: '/spec/owner',
      before: 'user:default/jane.doe',
      after: 'user:omar',
    },
    { path: '', after: { members: ['user:default/jane.doe'] } },
  ],
};

describe('leafData', () => {
  it.each(
    [
      hostile,
      ...exampleEvents(24, Date.UTC(2026, 10, 24)),
      ...exampleChanges(Date.UTC(2026, 10, 24)),
    ].map(event => asJson(event)),
  )('is that of the verifier, of event $id', async event => {
    const seal = reference.createSeal(event, ['/meta/actionType']);
    expect(await leafData(event, seal)).toBe(reference.leafData(event, seal));
  });

  it('stays as it is when a person is erased', async () => {
    const event = asJson(hostile);
    const seal = reference.createSeal(event);
    const erased = reference.eraseFromEvent(
      event,
      seal,
      value => /jane/i.test(value),
      'an-operation',
    )!;
    expect(JSON.stringify(erased.event)).not.toMatch(/jane/i);
    expect(await leafData(erased.event, erased.seal)).toBe(
      await leafData(event, seal),
    );
  });

  it('has nothing to do with an event that shows something in the place of what was erased', async () => {
    const event = asJson(hostile);
    const erased = reference.eraseFromEvent(
      event,
      reference.createSeal(event),
      value => /jane|omar/i.test(value),
      'an-operation',
    )!;
    const changed: AuditEvent[] = [
      {
        ...erased.event,
        actor: { ...erased.event.actor, ref: 'user:default/mallory' },
      },
      {
        ...erased.event,
        targets: [{ ref: 'user:default/mallory' }, event.targets[1]],
      },
      { ...erased.event, meta: { ...erased.event.meta, '': 'mallory' } },
      { ...erased.event, erased: undefined },
    ];
    for (const one of changed) {
      await expect(leafData(one, erased.seal)).rejects.toThrow(/erased/);
    }
  });
});

describe('canonicalJson', () => {
  it.each([
    hostile,
    [1, -0, 1e-7, 123456789012345680000, 5e-324, 'é', true, null],
    { b: 1, a: { d: [], c: {} } },
  ])('is that of the verifier: %#', value => {
    expect(canonicalJson(value)).toBe(reference.canonicalJson(value));
  });

  it.each([NaN, Infinity, undefined, '\ud800', { '\udfff': 1 }, [undefined]])(
    'refuses what the verifier refuses: %#',
    value => {
      expect(() => reference.canonicalJson(value)).toThrow(TypeError);
      expect(() => canonicalJson(value)).toThrow(TypeError);
    },
  );
});
