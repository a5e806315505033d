// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import {
  EVERY_PERMISSION,
  expandPermissions,
  type MappingLevel,
} from 'backstage-plugin-audit-log-common';
import { useRole } from '../../requests/useRole';
import { givenAtLevel } from '../access/givenAtLevel';

/** How many are named; a role can hold hundreds. */
const NAMED = 10;

/** The permissions that go with a role at a level. Nothing until they are known: the question does not wait for them. */
export const LostPermissions = (props: {
  /** `role:` and id. */
  readonly role: string;
  readonly level: MappingLevel;
}) => {
  const { role, level } = props;
  const held = useRole(role.replace(/^role:/, '')).value?.permissions;
  if (!held) {
    return null;
  }
  const names = expandPermissions(givenAtLevel(level, held));
  const rest = names.length - NAMED;
  return (
    <Typography variant="body2" component="div">
      {names.includes(EVERY_PERMISSION)
        ? 'With it goes every permission there is'
        : 'With it go '}
      {!names.includes(EVERY_PERMISSION) &&
        names.slice(0, NAMED).map((name, index) => (
          <span key={name}>
            {index > 0 && ', '}
            <code>{name}</code>
          </span>
        ))}
      {rest > 0 && ` and ${rest} more`}, unless another role gives the same.
    </Typography>
  );
};
