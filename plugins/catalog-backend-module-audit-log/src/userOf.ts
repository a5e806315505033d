// SPDX-License-Identifier: Apache-2.0
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type UserEntity,
} from '@backstage/catalog-model';
import type { InvitedPerson } from 'backstage-plugin-audit-log-common';

/** Says which invitation a User is there because of; Access Control shows them as invited by it. */
const ANNOTATION_INVITATION = 'audit-log.backstage.io/invitation';
const LOCATION = 'audit-log:invitations';

export function userOf({ id, name, email }: InvitedPerson): UserEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        [ANNOTATION_LOCATION]: LOCATION,
        [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
        [ANNOTATION_INVITATION]: id,
      },
    },
    spec: {
      profile: { email, displayName: displayNameOf(email) },
      memberOf: [],
    },
  };
}

/** What people are called until a catalog knows better: jane.doe@example.org is Jane Doe. */
function displayNameOf(email: string): string {
  const local = email.slice(0, email.lastIndexOf('@'));
  const words = local
    .split('+')[0]
    .split(/[._-]+/)
    .filter(word => word !== '')
    .map(word => `${word[0].toLocaleUpperCase('en-US')}${word.slice(1)}`);
  return words.join(' ') || local;
}
