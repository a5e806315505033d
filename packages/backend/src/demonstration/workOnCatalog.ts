// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { locationReference } from 'backstage-plugin-audit-log-node';
import type { Occurrence } from './createDemonstrationEvent';
import { estatesOf } from './estate';
import type { Person } from './people';
import type { Randomness } from './Randomness';

/** What one does to the catalog in a day: mostly asking for a refresh, sometimes adding or removing something. */
export function workOnCatalog(
  person: Person,
  at: number,
  randomness: Randomness,
): Occurrence {
  const { project, entities } = randomness.pick(estatesOf(person.team));
  const entity = randomness.pick(entities);
  const common = {
    at,
    plugin: 'catalog',
    actor: { type: 'user' as const, ref: person.ref, title: person.title },
    durationMs: randomness.integer(12, 240),
  };
  const from = { address: person.address, userAgent: person.userAgent };

  switch (randomness.weighted({ refresh: 70, delete: 9, add: 15, remove: 6 })) {
    case 'delete': {
      const name = `${person.team}-trial-${randomness.integer(1, 40)}`;
      const uid = uidOf(name);
      return {
        ...common,
        event: 'entity-mutate',
        kind: 'delete',
        targets: [{ ref: `component:default/${name}`, title: name }],
        projects: [project],
        request: {
          method: 'DELETE',
          path: `/entities/by-uid/${uid}`,
          ...from,
        },
        meta: { actionType: 'delete', uid },
      };
    }
    case 'add':
      return addLocation(common, from, entity.title, randomness);
    case 'remove': {
      const id = uidOf(`${entity.ref} ${at}`);
      const location = locationOf(entity.title);
      return {
        ...common,
        event: 'location-mutate',
        kind: 'delete',
        targets: targetsOf(location),
        request: { method: 'DELETE', path: `/locations/${id}`, ...from },
        meta: { actionType: 'delete', id, location: { ...location, id } },
      };
    }
    default:
      return {
        ...common,
        event: 'entity-mutate',
        kind: 'refresh',
        targets: [entity],
        projects: [project],
        request: { method: 'POST', path: '/refresh', ...from },
        meta: { queryType: 'refresh', entityRef: entity.ref },
      };
  }
}

function addLocation(
  common: Omit<Occurrence, 'event' | 'targets'>,
  from: { readonly address: string; readonly userAgent: string },
  name: string | undefined,
  randomness: Randomness,
): Occurrence {
  const location = locationOf(name);
  const failed = randomness.chance(0.15);
  return {
    ...common,
    event: 'location-mutate',
    kind: 'create',
    targets: targetsOf(location),
    request: { method: 'POST', path: '/locations', ...from },
    meta: { actionType: 'create', location, isDryRun: false },
    ...(failed && {
      outcome: 'failed' as const,
      error: {
        name: 'ConflictError',
        message: `Location url:${location.target} already exists`,
      },
    }),
  };
}

function locationOf(name = 'unknown') {
  return {
    type: 'url',
    target: `https://git.meridian.example/${name}/blob/main/catalog-info.yaml`,
  };
}

function targetsOf(location: ReturnType<typeof locationOf>) {
  const target = locationReference(location);
  return target ? [target] : [];
}

/** In the shape of a UUID, as the catalog gives them. */
function uidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');
}
