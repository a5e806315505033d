// SPDX-License-Identifier: Apache-2.0
import type { Target } from 'backstage-plugin-audit-log-common';

/** Someone of `examples/org/users.yaml`, with the habits that make a month of activity look lived in. */
export interface Person extends Target {
  readonly title: string;
  readonly team: string;
  /** Hours that the clock at their office is ahead of UTC. */
  readonly utcOffset: number;
  readonly address: string;
  readonly userAgent: string;
}

const FIREFOX =
  'Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0';
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36';
const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15';

const ROTTERDAM = { utcOffset: 1, network: '192.0.2' };
const BENGALURU = { utcOffset: 5.5, network: '198.51.100' };
const CHICAGO = { utcOffset: -6, network: '203.0.113' };

function person(
  name: string,
  title: string,
  team: string,
  office: typeof ROTTERDAM,
  host: number,
  userAgent: string,
): Person {
  return {
    ref: `user:default/${name}`,
    title,
    team,
    utcOffset: office.utcOffset,
    address: `${office.network}.${host}`,
    userAgent,
  };
}

export const AMELIA = person(
  'amelia.park',
  'Amelia Park',
  'admins',
  ROTTERDAM,
  14,
  FIREFOX,
);
export const NOAH = person(
  'noah.bauer',
  'Noah Bauer',
  'identity',
  ROTTERDAM,
  52,
  CHROME,
);

export const PEOPLE: readonly Person[] = [
  AMELIA,
  person('tomas.novak', 'Tomáš Novák', 'admins', ROTTERDAM, 15, FIREFOX),
  person('priya.raman', 'Priya Raman', 'booking', BENGALURU, 21, CHROME),
  person(
    'jonas.lindqvist',
    'Jonas Lindqvist',
    'booking',
    ROTTERDAM,
    33,
    SAFARI,
  ),
  person('mei.chen', 'Mei Chen', 'booking', CHICAGO, 8, CHROME),
  person(
    'fatima.elmasry',
    'Fatima El-Masry',
    'tracking',
    ROTTERDAM,
    37,
    SAFARI,
  ),
  person('lucas.moreau', 'Lucas Moreau', 'tracking', ROTTERDAM, 38, FIREFOX),
  person('hana.sato', 'Hana Sato', 'tracking', BENGALURU, 24, SAFARI),
  person('oliver.grant', 'Oliver Grant', 'billing', CHICAGO, 11, CHROME),
  person('sofia.rossi', 'Sofia Rossi', 'billing', ROTTERDAM, 41, CHROME),
  person('david.okafor', 'David Okafor', 'identity', CHICAGO, 17, FIREFOX),
  NOAH,
];
