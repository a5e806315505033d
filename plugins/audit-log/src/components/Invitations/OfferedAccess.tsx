// SPDX-License-Identifier: Apache-2.0
import type { Invitation } from 'backstage-plugin-audit-log-common';
import { Fragment } from 'react';
import { LevelLabel } from '../access/LevelLabel';
import { SubjectLink } from '../access/SubjectLink';

const References = (props: { readonly of: Invitation['roles'] }) => (
  <>
    {props.of.map((reference, index) => (
      <Fragment key={reference.ref}>
        {index > 0 && ', '}
        <SubjectLink of={reference} />
      </Fragment>
    ))}
  </>
);

/** What an invitation offers: roles with their level, and groups. */
export const OfferedAccess = (props: { readonly invitation: Invitation }) => {
  const { roles, groups, level } = props.invitation;
  return (
    <>
      {roles.length > 0 && (
        <div>
          <References of={roles} /> (<LevelLabel level={level} />)
        </div>
      )}
      {groups.length > 0 && (
        <div>
          {groups.length === 1 ? 'Group ' : 'Groups '}
          <References of={groups} />
        </div>
      )}
    </>
  );
};
