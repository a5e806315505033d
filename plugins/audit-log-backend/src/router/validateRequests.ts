// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import { describeParameter } from './describeParameter';
import type { Parameter, Specification } from './readSpecification';

/**
 * Checks requests, and in tests responses, against the OpenAPI description. `translateRefusals` goes after it.
 */
export function validateRequests(
  specification: Specification,
  options: { readonly validateResponses: boolean },
): readonly RequestHandler[] {
  const handlers = OpenApiValidator.middleware({
    apiSpec: withReservedCharacters(specification.document),
    validateApiSpec: false,
    validateSecurity: false,
    // The fast ones take the 30th of February for a day.
    ajvFormats: { mode: 'full' },
    validateRequests: { coerceTypes: false, allowUnknownQueryParameters: true },
    validateResponses: options.validateResponses,
  });
  return handlers;
}

/** Characters such as the colons of a time or of a reference need no encoding in a query string (RFC 3986, 3.4). */
function withReservedCharacters(document: any): any {
  const copy = structuredClone(document);
  const parameters = [
    ...Object.values<any>(copy.components.parameters),
    ...Object.values<any>(copy.paths).flatMap(
      ({ get }) => get.parameters ?? [],
    ),
  ];
  for (const parameter of parameters.filter(
    ({ in: where }) => where === 'query',
  )) {
    parameter.allowReserved = true;
  }
  return copy;
}

/** Says what the check refused in Backstage's shape of errors, naming the parameter and what it takes. */
export function translateRefusals(
  parameters: readonly Parameter[],
): ErrorRequestHandler {
  return (error, req, _res, next) => {
    const [problem] = error.errors ?? [];
    const match = /^\/(?:query|params)\/([^/]+)/.exec(problem?.path ?? '');
    const parameter = parameters.find(({ name }) => name === match?.[1]);
    if (error.status !== 400 || !parameter) {
      next(error);
      return;
    }
    const { name, schema } = parameter;
    const given = req.query[name] ?? req.params[name];
    const got =
      given === undefined
        ? 'nothing'
        : [given].flat().map(String).join(', ').slice(0, 100);
    next(
      new InputError(
        `${name}: must be ${describeParameter(schema)}, got ${got}`,
      ),
    );
  };
}
