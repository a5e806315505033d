// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback, useMemo } from 'react';
import { shortReference } from '../labels/reference';
import { findProjects } from './findProjects';
import { SearchPicker } from './SearchPicker';

/** Picks several projects among the catalog's Systems and Domains. */
export const ProjectsPicker = (props: {
  /** Entity references. */
  readonly value: readonly string[];
  readonly onChange: (projects: string[]) => void;
}) => {
  const { value, onChange } = props;
  const catalog = useApi(catalogApiRef);
  const load = useCallback(
    (q: string | undefined) => findProjects(catalog, q),
    [catalog],
  );
  const picked = useMemo(
    () => value.map(key => ({ key, title: shortReference(key), detail: key })),
    [value],
  );
  return (
    <SearchPicker
      label="Projects"
      placeholder="Name of a System or Domain"
      value={picked}
      onChange={projects => onChange(projects.map(({ key }) => key))}
      load={load}
      keyOf={({ key }) => key}
      titleOf={({ title }) => title}
      detailOf={({ detail }) => detail}
    />
  );
};
