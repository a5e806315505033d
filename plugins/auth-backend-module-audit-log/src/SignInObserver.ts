// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';
import { reasonOf } from './reasonOf';
import type { RepeatedFailures } from './RepeatedFailures';
import type { Session, SessionKey, SignedInSessions } from './SignedInSessions';
import type { SignInReport, SignInReporter } from './SignInReporter';
import type { Answer } from './watchAnswer';

/** What a request is for: to go to the provider, to return from it, to have a token of the portal, to sign out. */
export type Step = 'start' | 'return' | 'refresh' | 'logout';

/** A request of somebody who wants to sign in, to stay signed in, or to sign out. */
export interface Attempt {
  readonly provider: string;
  readonly step: Step;
  /** What an event may tell of it. */
  readonly request: Request;
  /** A secret: to be compared only. */
  readonly refreshToken?: string;
  /** What must not be in an event, even if an error repeats it. */
  readonly secrets: readonly string[];
}

export interface SignInObserverOptions {
  readonly sessions: SignedInSessions;
  readonly failures: RepeatedFailures;
  readonly reporter: SignInReporter;
  /** Whether the portal goes to providers and returns without a popup. */
  readonly redirectFlow: boolean;
}

/** As the auth plugin answers where it has no such provider or route: nobody can sign in there, so nobody failed to. */
const NO_SUCH_ROUTE =
  /^(No auth provider registered for|Unknown auth provider) /;
/** As it answers the page that asks whether there happens to be a session: nobody tried to sign in. */
const NO_SESSION = /Missing session cookie$/;

/**
 * Decides what an answer of the auth plugin means.
 *
 * A session of an OAuth provider begins when the browser returns from there, and is known by its refresh token, which may
 * be replaced by another at each refresh. A proxy authenticates every refresh anew by headers, and knows no sessions: the
 * same person with the same browser is one, as long as it is heard of.
 */
export class SignInObserver {
  readonly #sessions: SignedInSessions;
  readonly #failures: RepeatedFailures;
  readonly #reporter: SignInReporter;
  readonly #redirectFlow: boolean;

  private constructor(options: SignInObserverOptions) {
    this.#sessions = options.sessions;
    this.#failures = options.failures;
    this.#reporter = options.reporter;
    this.#redirectFlow = options.redirectFlow;
  }

  static create(options: SignInObserverOptions): SignInObserver {
    return new SignInObserver(options);
  }

  observe(attempt: Attempt, answer: Answer): void {
    if (answer.error) {
      this.#failed(attempt, answer.error, answer.status);
    } else if (attempt.step === 'logout') {
      this.#signedOut(attempt, answer);
    } else if (answer.person !== undefined) {
      this.#signedIn(attempt, answer, answer.person);
    } else if (answer.refreshToken !== undefined) {
      this.#returned(attempt, answer.refreshToken);
    }
  }

  #signedIn(attempt: Attempt, answer: Answer, person: string): void {
    const { provider, step, request } = attempt;
    const held = keyOf(provider, attempt.refreshToken);
    const given = keyOf(provider, answer.refreshToken);
    const personal = personalKeyOf(attempt, person);
    const isRefresh = step === 'refresh';
    const known = this.#known({ isRefresh, held, personal });
    this.#sessions.hear(personal, { person });
    // What a refresh was asked with stays known: another tab may be about to use it, too.
    if (held && (isRefresh || !given)) {
      this.#sessions.hear(held, { person });
    }
    if (given) {
      this.#sessions.hear(given, { person });
    }
    if (known?.person === person) {
      return;
    }
    this.#reporter.report({
      eventId: 'sign-in',
      actionType: isRefresh && held && !known ? 'resume' : 'start',
      provider,
      request,
      person,
    });
  }

  /** The session that somebody who is let in had before. */
  #known(keys: {
    readonly isRefresh: boolean;
    readonly held: SessionKey | undefined;
    readonly personal: SessionKey;
  }): Session | undefined {
    const { isRefresh, held, personal } = keys;
    const known = held && this.#sessions.find(held);
    // Who returns from the provider without a session has a new one. A refresh goes on with one that may be known to another
    // replica only; but without popups it may also be what remains to be seen of a sign-in there.
    const isCertain = !isRefresh || (held && this.#redirectFlow);
    return known || isCertain ? known : this.#sessions.find(personal);
  }

  /** Without a popup, the browser asks who it is in a request of its own. Until then it may be anyone. */
  #returned({ provider, refreshToken }: Attempt, given: string): void {
    const held = keyOf(provider, refreshToken);
    this.#sessions.hear(
      { provider, refreshToken: given },
      { person: held && this.#sessions.find(held)?.person },
    );
  }

  #signedOut(attempt: Attempt, { status }: Answer): void {
    if (status >= 400) {
      return;
    }
    const { provider, request, refreshToken } = attempt;
    const key = keyOf(provider, refreshToken);
    const person = key && this.#sessions.find(key)?.person;
    if (key) {
      this.#sessions.end(key);
    }
    if (person !== undefined) {
      this.#sessions.end(personalKeyOf(attempt, person));
    }
    const report: SignInReport = {
      eventId: 'sign-out',
      actionType: 'end',
      provider,
      request,
      person,
    };
    if (person === undefined) {
      // Anybody can ask for this, with any cookie or none.
      this.#failures.report(report);
    } else {
      this.#reporter.report(report);
    }
  }

  #failed(
    { provider, step, request, secrets, refreshToken }: Attempt,
    error: NonNullable<Answer['error']>,
    status: number,
  ): void {
    const message = String(error.message);
    if (
      // Proxies have nowhere to go to and to return from.
      status === 501 ||
      (status === 404 && NO_SUCH_ROUTE.test(message)) ||
      (step === 'refresh' && !refreshToken && NO_SESSION.test(message))
    ) {
      return;
    }
    this.#failures.report({
      ...(step === 'logout'
        ? { eventId: 'sign-out', actionType: 'end' }
        : {
            eventId: 'sign-in',
            actionType: step === 'refresh' && refreshToken ? 'resume' : 'start',
          }),
      provider,
      request,
      reason: reasonOf(error, secrets),
    });
  }
}

function personalKeyOf(
  { provider, request }: Attempt,
  person: string,
): SessionKey {
  return { provider, person, userAgent: request.get('user-agent') };
}

function keyOf(
  provider: string,
  refreshToken: string | undefined,
): SessionKey | undefined {
  return refreshToken === undefined ? undefined : { provider, refreshToken };
}
