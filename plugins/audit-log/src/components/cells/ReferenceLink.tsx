// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogEntity, shortReference } from '../labels/reference';

/** Something by its name as it was recorded, with a link to its page in the catalog if it can have one. */
export const ReferenceLink = (props: {
  readonly reference: string;
  readonly title?: string;
}) => {
  const { reference, title = shortReference(reference) } = props;
  const entityRoute = useRouteRef(entityRouteRef);
  const entity = catalogEntity(reference);
  if (!entity || !entityRoute) {
    return (
      <bdi title={reference} dir="auto">
        {title}
      </bdi>
    );
  }
  const to = entityRoute(entityRouteParams(entity, { encodeParams: true }));
  return (
    <Link to={to} title={reference}>
      <bdi dir="auto">{title}</bdi>
    </Link>
  );
};
