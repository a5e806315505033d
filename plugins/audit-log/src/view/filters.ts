// SPDX-License-Identifier: Apache-2.0
import {
  FILTER_NAMES,
  type EventFilters,
  type EventSearch,
  type FilterName,
} from 'backstage-plugin-audit-log-common';

/** The part of a search that filters hold. */
export type FilterState = Pick<EventSearch, 'include' | 'exclude'>;
export type FilterMode = keyof FilterState;

/** One value that a filter asks for, or leaves out. */
export interface ActiveFilter {
  readonly mode: FilterMode;
  readonly name: FilterName;
  readonly value: string;
}

export function filterValues(
  state: FilterState,
  mode: FilterMode,
  name: FilterName,
): readonly string[] {
  return state[mode][name] ?? [];
}

export function activeFilters(state: FilterState): readonly ActiveFilter[] {
  return (['include', 'exclude'] as const).flatMap(mode =>
    FILTER_NAMES.flatMap(name =>
      filterValues(state, mode, name).map(value => ({ mode, name, value })),
    ),
  );
}

/** Adds a value; it cannot be asked for and left out at once. */
export function withFilter(
  state: FilterState,
  { mode, name, value }: ActiveFilter,
): FilterState {
  const other = mode === 'include' ? 'exclude' : 'include';
  const cleared = withoutFilter(state, { mode: other, name, value });
  const values = filterValues(cleared, mode, name);
  return values.includes(value)
    ? cleared
    : setValues(cleared, mode, name, [...values, value]);
}

export function withoutFilter(
  state: FilterState,
  { mode, name, value }: ActiveFilter,
): FilterState {
  const values = filterValues(state, mode, name);
  return setValues(
    state,
    mode,
    name,
    values.filter(other => other !== value),
  );
}

/** Turns what a filter asks for into what it leaves out, or back. */
export function withMode(
  state: FilterState,
  name: FilterName,
  mode: FilterMode,
): FilterState {
  const other = mode === 'include' ? 'exclude' : 'include';
  const values = new Set([
    ...filterValues(state, mode, name),
    ...filterValues(state, other, name),
  ]);
  return setValues(setValues(state, other, name, []), mode, name, [...values]);
}

export function withoutFilterName(
  state: FilterState,
  name: FilterName,
): FilterState {
  return setValues(setValues(state, 'include', name, []), 'exclude', name, []);
}

function setValues(
  state: FilterState,
  mode: FilterMode,
  name: FilterName,
  values: readonly string[],
): FilterState {
  const { [name]: _, ...others } = state[mode];
  const filters: EventFilters =
    values.length > 0 ? { ...others, [name]: values } : others;
  return { include: state.include, exclude: state.exclude, [mode]: filters };
}
