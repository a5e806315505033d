// SPDX-License-Identifier: Apache-2.0
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'auditLog.administrators';

/** The organization administrators of the configuration: users, and groups whose members are. */
export class Administrators {
  /** Throws an InputError that names the position of a reference it cannot read. */
  static fromConfig(config: Config): Administrators {
    return new Administrators(
      new Set([
        ...readReferences(config, 'users', 'user'),
        ...readReferences(config, 'groups', 'group'),
      ]),
    );
  }

  private constructor(
    /** Entity references of users and groups. */
    readonly references: ReadonlySet<string>,
  ) {}
}

function readReferences(
  config: Config,
  list: 'users' | 'groups',
  kind: 'user' | 'group',
): string[] {
  const given = config.getOptionalStringArray(`${KEY}.${list}`) ?? [];
  return given.map((value, index) => {
    const position = `${KEY}.${list}[${index}]`;
    const expected = `must be the reference of a ${kind}, such as ${kind}:default/jane, got '${value}'`;
    try {
      const ref = parseEntityRef(value, {
        defaultKind: kind,
        defaultNamespace: 'default',
      });
      if (ref.kind.toLocaleLowerCase('en-US') !== kind) {
        throw new InputError(`${position}: ${expected}`);
      }
      return stringifyEntityRef(ref);
    } catch (error: unknown) {
      throw new InputError(`${position}: ${expected}`, error);
    }
  });
}
