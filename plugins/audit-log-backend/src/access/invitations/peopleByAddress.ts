// SPDX-License-Identifier: Apache-2.0
import type { Directory } from '../model/Directory';
import type { Person } from '../model/facts';
import { groupBy } from '../model/groupBy';
import { addressKey } from './parseAddress';

type People = ReadonlyMap<string, readonly Person[]>;

const known = new WeakMap<Directory, People>();

/** The people of the catalog by the keys of their addresses. Made once of each directory. */
export function peopleByAddress(directory: Directory): People {
  const people =
    known.get(directory) ??
    groupBy(
      [...directory.people.values()].filter(
        ({ email, source }) => email !== undefined && source === 'catalog',
      ),
      ({ email }) => addressKey(email!),
    );
  known.set(directory, people);
  return people;
}
