// SPDX-License-Identifier: Apache-2.0
import { auditEvent } from '../__testUtils__/auditEvent';
import { searchText } from './searchText';

describe('searchText', () => {
  it('holds each word of who did what to what, from where, and with what', () => {
    const text = searchText(
      auditEvent({
        actor: {
          type: 'user',
          ref: 'user:a/b',
          title: 'Ada L',
          via: 'plugin:c',
        },
        action: 'd.e',
        category: 'F',
        targets: [{ ref: 'g', title: 'h' }, { ref: 'i' }],
        projects: [{ ref: 'j', title: 'k' }],
        request: {
          method: 'L1',
          path: '/m',
          address: 'n',
          userAgent: 'absent',
          traceId: 'o',
        },
        error: { name: 'P', message: 'q' },
        meta: { absent: 'r', list: [{ deep: 's' }, 42, true] },
        changes: [{ path: '/t', before: 'u', after: { absent: 'v' } }],
      }),
    );

    expect(text).toBe(
      'user a b ada l plugin c d e f g h i j k l1 m n o p q r s 42 t u v',
    );
  });

  it('is bounded, and leaves room for meta however much comes before', () => {
    const many = (letter: string) =>
      Array.from({ length: 3000 }, (_, index) => `${letter}${index}`).join(' ');

    const text = searchText(
      auditEvent({
        error: { name: 'Error', message: many('e') },
        meta: { text: many('m') },
      }),
    );

    expect(text.length).toBeLessThanOrEqual(4096);
    expect(text).toContain(' e100 ');
    expect(text).toContain(' m100 ');
  });
});
