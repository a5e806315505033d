// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import type { Reference } from 'backstage-plugin-audit-log-common';
import { accessPathOf } from '../../navigation/accessPathOf';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { shortReference } from '../labels/reference';

/** A group, person, role or key by its name, with a link to its page here. */
export const SubjectLink = (props: { readonly of: Reference }) => {
  const { ref, title = shortReference(ref) } = props.of;
  const paths = useAccessPaths();
  const to = paths && accessPathOf(paths, ref);
  const name = <bdi dir="auto">{title}</bdi>;
  return to ? (
    <Link to={to} title={ref}>
      {name}
    </Link>
  ) : (
    <span title={ref}>{name}</span>
  );
};
