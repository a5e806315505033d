// SPDX-License-Identifier: Apache-2.0
import express from 'express';
import Router from 'express-promise-router';
import { exportEvents } from './exportEvents';
import { getEvent } from './getEvent';
import { listEvents } from './listEvents';
import { listEventTypes } from './listEventTypes';
import { queryStringOf } from './queryOf';
import { readQuery } from './readQuery';
import { readSpecification, type Parameter } from './readSpecification';
import type { RouterContext } from './RouterContext';
import { summarizeEvents } from './summarizeEvents';
import { translateRefusals, validateRequests } from './validateRequests';

type Endpoint = (
  context: RouterContext,
  request: express.Request,
  response: express.Response,
) => Promise<void>;

/** Each path of the description. A fixed path stands before one with a parameter in the same place. */
const ENDPOINTS: readonly (readonly [string, Endpoint])[] = [
  ['/events', listEvents],
  ['/events/summary', summarizeEvents],
  ['/events/export', exportEvents],
  ['/events/{id}', getEvent],
  ['/event-types', listEventTypes],
];

/** The HTTP API, to be mounted at `/api/audit-log`; it speaks below `/v1` there. */
export async function createRouter(
  context: RouterContext,
  options: { readonly validateResponses: boolean },
): Promise<express.Router> {
  const specification = await readSpecification();
  const validators = validateRequests(specification, options);
  const router = Router();
  for (const [path, endpoint] of ENDPOINTS) {
    const parameters = specification.parameters.get(path) ?? [];
    const route = `/v1${path.replace('{id}', ':id')}`;
    const handlers: (express.RequestHandler | express.ErrorRequestHandler)[] = [
      literalQuery(parameters),
      ...validators,
      (request: express.Request, response: express.Response) =>
        endpoint(context, request, response),
      translateRefusals(parameters),
    ];
    router.get(route, ...handlers);
  }
  return router;
}

/** Reads the query once, literally: the validator must not see brackets or JSON where someone searches for them. */
function literalQuery(
  parameters: readonly Parameter[],
): express.RequestHandler {
  return (request, _response, next) => {
    const params = readQuery(queryStringOf(request), parameters);
    request.query = Object.fromEntries(
      parameters
        .filter(parameter => parameter.in === 'query')
        .filter(({ name }) => params.has(name))
        .map(({ name, schema }) => [
          name,
          schema.items ? params.getAll(name) : params.get(name) ?? '',
        ]),
    );
    next();
  };
}
