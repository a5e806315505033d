// SPDX-License-Identifier: Apache-2.0
import { timeOfUuid } from 'backstage-plugin-audit-log-node';
import { recordId } from './recordId';

// The example of RFC 9562, appendix A.6: 2022-02-22T14:22:22.00-05:00.
const CHANGE = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f';

describe('recordId', () => {
  it('is a UUIDv7 of the same time', () => {
    const id = recordId(CHANGE, 'update');
    // RFC 9562, sections 4.1 and 4.2: the variant is 10xx, the version 7.
    expect(id).toMatch(
      /^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(timeOfUuid(id)).toBe(Date.parse('2022-02-22T19:22:22Z'));
  });

  it('is the same for the same, and another for any other', () => {
    expect(recordId(CHANGE, 'update')).toBe(recordId(CHANGE, 'update'));
    const others = Array.from({ length: 1_000 }, (_, n) => [
      recordId(CHANGE, `${n}`),
      recordId(CHANGE.replace(/39.f$/, n.toString(16).padStart(4, '0')), ''),
    ]).flat();
    expect(new Set([CHANGE, ...others]).size).toBe(2_001);
  });
});
