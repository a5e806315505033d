// SPDX-License-Identifier: Apache-2.0

const FRAGMENT = /^#token=(.*)$/;

/** Only here, and only until the page is loaded anew: neither storage nor the history of the browser keeps it. */
let taken: string | undefined;

/**
 * Takes the token of an invitation out of the address bar and the history, so that it is neither copied with the
 * address nor reported by whatever watches it, and remembers it for the page. An address without one is left alone.
 *
 * In the new frontend system that happens by itself. An app on the old one calls it before it renders, or its router has
 * reported the address to analytics by the time the page is there.
 *
 * @public
 */
export function takeInvitationToken(): string | undefined {
  const { hash, pathname, search } = window.location;
  const [, encoded] = FRAGMENT.exec(hash) ?? [];
  if (encoded !== undefined) {
    taken = decoded(encoded) || undefined;
    // The router keeps its own state in that of the entry.
    window.history.replaceState(
      window.history.state,
      '',
      `${pathname}${search}`,
    );
  }
  return taken;
}

/** Whether the page is the one that invitations lead to, wherever the portal lies. */
export function isInvitationAddress(): boolean {
  return window.location.pathname.endsWith('/invitation');
}

/** For a token that is used up. */
export function forgetInvitationToken(): void {
  taken = undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
