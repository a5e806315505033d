// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { ErrorObject, ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import { storedText } from '../database/storedText';

/** What of a `meta` is not as declared. */
export interface Mismatch {
  /** JSON Pointer into it. */
  readonly pointer: string;
  /** Such as "must be integer". Names of fields may be in it, values are not. */
  readonly message: string;
}

const LONGEST = 300;
const PAUSE_MS = 10 * 60 * 1000;
/** What stands for a whole set of alternatives says more than the complaint of the first of them. */
const ALTERNATIVES = ['anyOf', 'oneOf'];

const OPTIONS = {
  // JSON Schema lets schemas say more than a validator knows.
  strict: false,
  validateFormats: false,
  // A reference that is written out wherever it is used makes much of little.
  inlineRefs: false,
  logger: false,
} as const;

/** Knows what a schema looks like. */
const schemas = new Ajv2020(OPTIONS);

/**
 * Checks the `meta` of events by the JSON Schema of their type, which is compiled when it is needed first. Nothing is fetched:
 * a schema that refers to another document is a wrong one.
 *
 * A check MUST run within a limit of time: patterns and alternatives can take one for ever. Whoever stops it pauses it.
 */
export class MetaCheck {
  readonly digest: string;
  readonly #schema: JsonObject;
  #compiled: ValidateFunction | InputError | undefined;
  #pausedUntil = -Infinity;

  constructor(schema: JsonObject) {
    this.#schema = schema;
    this.digest = createHash('sha256')
      .update(JSON.stringify(schema))
      .digest('base64url');
  }

  /** Why nothing can be checked by this schema, if that is so. */
  get problem(): InputError | undefined {
    const compiled = this.compile();
    return compiled instanceof Error ? compiled : undefined;
  }

  /** Does not throw. */
  compile(): ValidateFunction | InputError {
    this.#compiled ??= compile(this.#schema);
    return this.#compiled;
  }

  run(meta: object): Mismatch | undefined {
    const validate = this.compile();
    if (validate instanceof Error || Date.now() < this.#pausedUntil) {
      return undefined;
    }
    return validate(meta) ? undefined : mismatchOf(validate.errors ?? []);
  }

  /** For ten minutes, everything is as it should be. */
  pause(): void {
    this.#pausedUntil = Date.now() + PAUSE_MS;
  }
}

function compile(schema: JsonObject): ValidateFunction | InputError {
  try {
    if (!schemas.validateSchema(schema)) {
      return new InputError(
        schemas.errorsText(schemas.errors).slice(0, LONGEST),
      );
    }
    // One of its own: schemas would find each other by their ids.
    const own = new Ajv2020({ ...OPTIONS, meta: false, validateSchema: false });
    if ('$async' in schema) {
      return new InputError('it must not be asynchronous');
    }
    return own.compile(schema);
  } catch (error: unknown) {
    return new InputError(String(error).slice(0, LONGEST), error);
  }
}

function mismatchOf(errors: readonly ErrorObject[]): Mismatch {
  const error =
    errors.find(({ keyword }) => ALTERNATIVES.includes(keyword)) ?? errors[0];
  const { additionalProperty, unevaluatedProperty } = error.params;
  const field = additionalProperty ?? unevaluatedProperty;
  const pointer =
    typeof field === 'string'
      ? `${error.instancePath}/${field
          .replaceAll('~', '~0')
          .replaceAll('/', '~1')}`
      : error.instancePath;
  return {
    pointer: storedText(pointer.slice(0, LONGEST)),
    message: storedText((error.message ?? 'is not valid').slice(0, LONGEST)),
  };
}
