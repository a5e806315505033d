// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import type { Reference } from 'backstage-plugin-audit-log-common';
import {
  useAccessPaths,
  type AccessPaths,
} from '../../navigation/useAccessPaths';
import { shortReference } from '../labels/reference';

/** A group, person or role by its name, with a link to its page here. */
export const SubjectLink = (props: { readonly of: Reference }) => {
  const { ref, title = shortReference(ref) } = props.of;
  const paths = useAccessPaths();
  const to = paths && pathOf(paths, ref);
  const name = <bdi dir="auto">{title}</bdi>;
  return to ? (
    <Link to={to} title={ref}>
      {name}
    </Link>
  ) : (
    <span title={ref}>{name}</span>
  );
};

function pathOf(paths: AccessPaths, ref: string): string | undefined {
  const kind = ref.slice(0, ref.indexOf(':'));
  switch (kind) {
    case 'group':
    case 'local-group':
      return paths.group(ref);
    case 'user':
      return paths.member(ref);
    case 'role':
      return paths.role(ref.slice('role:'.length));
    default:
      return undefined;
  }
}
