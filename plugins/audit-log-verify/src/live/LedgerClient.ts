// SPDX-License-Identifier: Apache-2.0
import { NotVerifiableError } from '../export/ExportFormat';

/** Longer waits for an answer than this mean that there will be none. */
const ANSWER_WITHIN_MS = 60_000;

/** Reads from the HTTP API of a portal's audit trail. Throws a NotVerifiableError when that fails. */
export class LedgerClient {
  readonly #base: string;

  constructor(
    private readonly options: {
      readonly baseUrl: string;
      readonly token?: string;
      readonly fetch?: typeof fetch;
    },
  ) {
    const base = options.baseUrl.replace(/\/+$/, '');
    this.#base = base.endsWith('/v1') ? base : `${base}/v1`;
  }

  /** The JSON that a path answers; undefined when there is no such thing. */
  async get<T>(path: string): Promise<T | undefined> {
    const response = await this.#request(path, ANSWER_WITHIN_MS);
    if (response.status === 404) {
      await response.body?.cancel();
      return undefined;
    }
    await requireOk(response, path);
    try {
      return (await response.json()) as T;
    } catch (error) {
      throw new NotVerifiableError(`${path} did not answer with JSON`, {
        cause: error,
      });
    }
  }

  /** The body that a path answers, as it comes. */
  async stream(path: string): Promise<AsyncIterable<Uint8Array>> {
    const response = await this.#request(path);
    await requireOk(response, path);
    return bodyOf(response, path);
  }

  async #request(path: string, timeout?: number): Promise<Response> {
    const { token, fetch: send = fetch } = this.options;
    try {
      return await send(`${this.#base}${path}`, {
        headers:
          token === undefined ? {} : { authorization: `Bearer ${token}` },
        ...(timeout && { signal: AbortSignal.timeout(timeout) }),
      });
    } catch (error) {
      throw new NotVerifiableError(
        `${this.#base} cannot be reached: ${reasonOf(error)}`,
        { cause: error },
      );
    }
  }
}

async function* bodyOf(
  response: Response,
  path: string,
): AsyncGenerator<Uint8Array> {
  try {
    yield* response.body as unknown as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new NotVerifiableError(
      `The download of ${path} broke off: ${reasonOf(error)}`,
      { cause: error },
    );
  }
}

async function requireOk(response: Response, path: string): Promise<void> {
  if (!response.ok) {
    const text = await response.text().catch(() => '');
    throw new NotVerifiableError(
      `${path} answered ${response.status}${messageOf(text)}`,
    );
  }
}

/** The message of an error as Backstage answers it. */
function messageOf(text: string): string {
  try {
    return `: ${JSON.parse(text).error.message}`;
  } catch {
    return '';
  }
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message || message : message;
}
