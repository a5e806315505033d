// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { Response } from 'express';
import { refreshTokenSetBy } from './refreshToken';

/** What the auth plugin answered, as far as it tells of a sign-in. */
export interface Answer {
  readonly status: number;
  /** Whom it signed in. */
  readonly person?: string;
  /** Why it did not. */
  readonly error?: { readonly name?: unknown; readonly message?: unknown };
  /** The refresh token that it gave to the browser. A secret: to be compared only. */
  readonly refreshToken?: string;
}

/** The page that a popup closes with takes a profile and two tokens; more than this is none. */
const LONGEST_PAGE = 4 * 1024 * 1024;
/** As `sendWebMessageResponse` of `@backstage/plugin-auth-node` writes it. Quotes within are encoded. */
const WEB_MESSAGE = /authResponse = decodeURIComponent\('([^']*)'\)/;

/**
 * Looks at an answer when it is given, and gives it on unchanged and at once: nothing is held back, copied or written
 * anew. `observe` is called once, after the answer was handed to the connection.
 *
 * What ends an answer in one piece may come here in several: with `auth.session` configured, `express-session` writes a page
 * and ends the answer when the session is stored.
 */
export function watchAnswer(
  response: Response,
  options: {
    readonly provider: string;
    readonly observe: (answer: Answer) => void;
    readonly logger: LoggerService;
  },
): void {
  const { provider, observe, logger } = options;
  const { json, write, end } = response;
  let body: unknown;
  const page: unknown[] = [];
  let hasEnded = false;

  response.json = function watchedJson(this: Response, value: unknown) {
    body = value;
    return json.call(this, value);
  };
  response.write = function watchedWrite(this: Response, ...given: unknown[]) {
    if (isPage(response)) {
      page.push(given[0]);
    }
    return Reflect.apply(write, this, given);
  } as Response['write'];
  response.end = function watchedEnd(this: Response, ...given: unknown[]) {
    const ended = Reflect.apply(end, this, given);
    if (!hasEnded) {
      hasEnded = true;
      try {
        const refreshToken = refreshTokenSetBy(response, provider);
        page.push(given[0]);
        const found = readBody(
          body ?? (isPage(response) ? readPage(page) : undefined),
        );
        observe({
          status: response.statusCode,
          refreshToken,
          ...(refreshToken ? found : found ?? readLocation(response)),
        });
      } catch (error: unknown) {
        logger.error(
          'A sign-in could not be recorded',
          isError(error) ? error : undefined,
        );
      }
    }
    return ended;
  } as Response['end'];
}

type Found = Pick<Answer, 'person' | 'error'>;

/** The answers of `refresh`, those of errors, and the message of a popup, which has them under `response` or `error`. */
function readBody(body: unknown): Found | undefined {
  const { backstageIdentity, error } = (body ?? {}) as {
    readonly backstageIdentity?: {
      readonly identity?: { readonly userEntityRef?: unknown };
    };
    readonly error?: Answer['error'];
  };
  if (error && typeof error === 'object') {
    return { error };
  }
  const person = backstageIdentity?.identity?.userEntityRef;
  return typeof person === 'string' ? { person } : undefined;
}

function isPage(response: Response): boolean {
  return String(response.getHeader('content-type')).startsWith('text/html');
}

/** A popup is answered with 200 and a page, whether it went well or not; what it says is in the page's script. */
function readPage(written: readonly unknown[]): unknown {
  const parts = written.filter(
    (part): part is string | Buffer =>
      typeof part === 'string' || Buffer.isBuffer(part),
  );
  if (parts.reduce((sum, { length }) => sum + length, 0) > LONGEST_PAGE) {
    return undefined;
  }
  const page = Buffer.concat(parts.map(part => Buffer.from(part)));
  const message = WEB_MESSAGE.exec(page.toString())?.[1];
  if (message === undefined) {
    return undefined;
  }
  const { response: success, error } = JSON.parse(decodeURIComponent(message));
  return error ? { error } : success;
}

/** The flow without a popup goes back to the portal, and what went wrong goes with it in the address. */
function readLocation(response: Response): Found | undefined {
  const location = String(response.getHeader('location') ?? '');
  if (!URL.canParse(location)) {
    return undefined;
  }
  const message = new URL(location).searchParams.get('error');
  return message
    ? { error: { name: 'AuthenticationError', message } }
    : undefined;
}
