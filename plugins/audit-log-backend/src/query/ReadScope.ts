// SPDX-License-Identifier: Apache-2.0

/**
 * What a reader may see at most. It is decided per request and joined to every query as one more condition; it never
 * enters a cursor.
 */
export type ReadScope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'matching'; readonly criteria: ScopeCriteria };

/**
 * A tree of conditions on an event. Empty lists match nothing, wherever they stand: an empty `anyOf` is false, and so is
 * an empty `allOf`, for it can only come from a policy that forgot to say what it meant.
 */
export type ScopeCriteria =
  | { readonly projects: readonly string[] }
  | { readonly actors: readonly string[] }
  | { readonly anyOf: readonly ScopeCriteria[] }
  | { readonly allOf: readonly ScopeCriteria[] }
  | { readonly not: ScopeCriteria };

/** What a reader may see who has to be within each of these. */
export function intersectScopes(...scopes: readonly ReadScope[]): ReadScope {
  const criteria = scopes.flatMap(scope =>
    scope.kind === 'everything' ? [] : [scope.criteria],
  );
  switch (criteria.length) {
    case 0:
      return { kind: 'everything' };
    case 1:
      return { kind: 'matching', criteria: criteria[0] };
    default:
      return { kind: 'matching', criteria: { allOf: criteria } };
  }
}

/** Projects of which every event in the scope has one; undefined where a scope does not say. */
export function projectsOfScope(
  scope: ReadScope,
): readonly string[] | undefined {
  return scope.kind === 'everything'
    ? undefined
    : projectsOfCriteria(scope.criteria);
}

function projectsOfCriteria(
  criteria: ScopeCriteria,
): readonly string[] | undefined {
  if ('projects' in criteria) {
    return criteria.projects;
  }
  return 'allOf' in criteria
    ? criteria.allOf.map(projectsOfCriteria).find(projects => projects)
    : undefined;
}
