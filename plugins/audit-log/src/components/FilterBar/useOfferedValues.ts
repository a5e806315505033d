// SPDX-License-Identifier: Apache-2.0
import type {
  EventSearch,
  FilterName,
} from 'backstage-plugin-audit-log-common';
import { useEffect, useState } from 'react';
import { useFacet } from '../../requests/useFacet';
import { filterValues } from '../../view/filters';
import { FILTER_LABELS } from '../labels/filters';
import { useFilterValueLabel } from '../labels/filterValueLabel';

export interface OfferedValue {
  readonly value: string;
  readonly title?: string;
  /** Absent when it is not known. */
  readonly count?: number;
}

/** The values chosen already come first, so that they can be taken back; then what the log holds. */
export function useOfferedValues(
  search: EventSearch,
  name: FilterName,
  contains: string,
): {
  readonly offered: readonly OfferedValue[];
  readonly loading: boolean;
  readonly error?: Error;
} {
  const { facet, values } = FILTER_LABELS[name];
  const filterValueLabel = useFilterValueLabel();
  const facetOfAction = name === 'action';
  // Actions are stored by id and read in words, so it is the words here that typing narrows.
  const request = useFacet(
    search,
    facet,
    useDebounced(facetOfAction ? '' : contains),
  );
  const [chosenAtFirst] = useState(() => [
    ...filterValues(search, 'include', name),
    ...filterValues(search, 'exclude', name),
  ]);

  const found: readonly OfferedValue[] = request.value ?? [];
  const counts = new Map(found.map(item => [item.value, item]));
  const order = new Set([
    ...(values ?? [
      ...chosenAtFirst,
      ...filterValues(search, 'include', name),
      ...filterValues(search, 'exclude', name),
    ]),
    ...(values ? [] : found.map(item => item.value)),
  ]);
  const wanted = contains.toLocaleLowerCase();
  const offered = [...order]
    .map(value => counts.get(value) ?? { value })
    .filter(({ value, title }: OfferedValue) =>
      `${value} ${title ?? filterValueLabel(name, value)}`
        .toLocaleLowerCase()
        .includes(wanted),
    );
  return { offered, loading: request.loading, error: request.error };
}

function useDebounced(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 250);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
