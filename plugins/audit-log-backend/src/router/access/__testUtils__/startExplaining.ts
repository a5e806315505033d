// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { DAY_MS, LONG_AGO, startMembersBackend } from './startMembersBackend';

const RETAIL = 'system:default/retail';

/** A backend in which people hold, and held, roles in each way there is: directly, through groups, here and for a project. */
export const startExplaining = (knex: Knex, config?: object) =>
  startMembersBackend(
    knex,
    async facts => {
      const reader = await facts.role('Reader', ['LOG-MANAGEMENT']);
      const small = await facts.role('Small', ['catalog.entity.delete']);
      const large = await facts.role('Large', [
        'catalog.entity.delete',
        'catalog.entity.read',
        'catalog.entity.refresh',
      ]);
      const cleaners = await facts.localGroup('Cleaners');
      const cleanersOfRetail = await facts.localGroup('Readers of retail');
      await facts.former(
        'gone',
        'group:default/retail',
        LONG_AGO,
        LONG_AGO + 5 * DAY_MS,
      );
      return {
        reader,
        small,
        large,
        cleaners,
        cleanersOfRetail,
        ofRetail: await facts.assignment(small, 'group:default/retail'),
        ofShop: await facts.assignment(reader, 'group:default/shop', {
          project: RETAIL,
        }),
        ofCleaners: await facts.assignment(large, cleaners),
        ofReaders: await facts.assignment(reader, cleanersOfRetail, {
          project: RETAIL,
        }),
        past: await facts.assignment('administrator', 'user:default/joe', {
          at: LONG_AGO + DAY_MS,
          until: LONG_AGO + 2 * DAY_MS,
        }),
      };
    },
    { config },
  );
