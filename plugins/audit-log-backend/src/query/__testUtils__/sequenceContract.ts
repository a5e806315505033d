// SPDX-License-Identifier: Apache-2.0
/* eslint-disable jest/no-export -- a part of readerContract */
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type {
  PagePosition,
  ReadPage,
  WindowedSearch,
} from '../AuditEventReader';
import type { ContractContext } from './ContractContext';
import { idsOf } from './idsOf';
import { expectedEvents } from './oracle';

const SEARCH: WindowedSearch = {
  include: { plugin: ['catalog'] },
  exclude: {},
  order: 'sequence',
};

/** Reading in the order of the ledger. */
export function sequenceContract(context: ContractContext): void {
  const { subject, events, scope } = context;

  it('reads by sequence what it reads by time', async () => {
    for (const limit of [3, 50, 1000]) {
      const { reader } = subject();
      const found: AuditEvent[] = [];
      let position: PagePosition | undefined;
      for (;;) {
        const page: ReadPage = await reader.readPage({
          search: SEARCH,
          scope,
          limit,
          position,
        });
        found.push(...page.items);
        expect(page.next).toBeDefined();
        if (page.items.length < limit) {
          break;
        }
        position = page.next;
      }
      const sequences = found.map(({ sequence }) => sequence ?? -1);
      expect(sequences).toEqual(
        [...sequences].sort((one, other) => one - other),
      );
      expect(new Set(sequences).size).toBe(found.length);
      const expected = { ...SEARCH, order: 'oldest' } as const;
      expect(idsOf(found).sort()).toEqual(
        idsOf(expectedEvents(events, expected, scope)).sort(),
      );
    }
  });
}
