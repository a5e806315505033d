// SPDX-License-Identifier: Apache-2.0
import type { EventType } from '../event';
import { inWords, titleOf } from './inWords';

const PREFIX = 'external.';
/** How the names of organizations begin in types such as com.example.deploy.started. */
const DOMAINS = /^(com|org|net|io|dev|app|cloud|edu|gov|int|mil|info|biz)$/i;
const COUNTRY = /^[a-z]{2}$/i;
const VERSION = /\.v\d+$/i;
const ADDRESS = /^[a-z][a-z+.-]*:\/\/[^/]*\//i;

/**
 * What to call something that happened outside the portal, by its type alone: in words, without the address of the
 * organization that types of CloudEvents begin with. `external.com.example.deploy.started` becomes "Deploy started".
 */
export function describeExternalAction(action: string): EventType | undefined {
  if (!action.startsWith(PREFIX)) {
    return undefined;
  }
  const event = action.slice(PREFIX.length);
  return {
    action,
    plugin: 'external',
    event,
    title: titleOf(inWords(withoutOrganization(event))) || 'External event',
    description: 'Reported by a system outside the portal.',
    category: 'external',
    read: false,
  };
}

function withoutOrganization(type: string): string {
  const [domain, organization, ...rest] = type
    .replace(ADDRESS, '')
    .replace(VERSION, '')
    .split('.');
  // Words of two letters are not always countries: two words have to be left then.
  const isOrganization =
    (DOMAINS.test(domain) && rest.length > 0) ||
    (COUNTRY.test(domain) && rest.length > 1);
  return isOrganization
    ? rest.join(' ')
    : [domain, organization, ...rest].filter(Boolean).join(' ');
}
