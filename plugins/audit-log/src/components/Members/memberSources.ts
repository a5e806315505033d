// SPDX-License-Identifier: Apache-2.0
import type { Member } from 'backstage-plugin-audit-log-common';

/** From where a person is known. */
export const MEMBER_SOURCES: Readonly<Record<Member['source'], string>> = {
  catalog: 'Catalog',
  invitation: 'Invitation',
  unknown: 'Not in the catalog',
};

/** The sources that the list can be narrowed to. */
export const LISTED_SOURCES = {
  catalog: MEMBER_SOURCES.catalog,
  invitation: MEMBER_SOURCES.invitation,
};
