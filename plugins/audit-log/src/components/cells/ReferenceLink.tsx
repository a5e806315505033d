// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { accessPathOf } from '../../navigation/accessPathOf';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { ERASED_TARGET } from '../../verification/erased';
import { catalogEntity, shortReference } from '../labels/reference';
import { ErasedMark } from './ErasedMark';

/** Something by its name as it was recorded, with a link to its page in the catalog or in Access Control if it can have one. */
export const ReferenceLink = (props: {
  readonly reference: string;
  readonly title?: string;
}) => {
  const { reference, title = shortReference(reference) } = props;
  const entityRoute = useRouteRef(entityRouteRef);
  const paths = useAccessPaths();
  const entity = catalogEntity(reference);
  const to = entity
    ? entityRoute?.(entityRouteParams(entity, { encodeParams: true }))
    : paths && accessPathOf(paths, reference);
  if (reference === ERASED_TARGET) {
    return <ErasedMark />;
  }
  return to ? (
    <Link to={to} title={reference}>
      <bdi dir="auto">{title}</bdi>
    </Link>
  ) : (
    <bdi title={reference} dir="auto">
      {title}
    </bdi>
  );
};
