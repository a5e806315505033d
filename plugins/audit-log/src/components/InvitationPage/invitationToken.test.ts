// SPDX-License-Identifier: Apache-2.0
import { forgetInvitationToken, takeInvitationToken } from './invitationToken';

describe('invitationToken', () => {
  afterEach(forgetInvitationToken);

  it('is taken out of the address, and the state of the router stays', () => {
    window.history.replaceState(
      { idx: 4 },
      '',
      '/invitation?from=mail#token=a-b_c%2Fd',
    );
    expect(takeInvitationToken()).toBe('a-b_c/d');
    expect(window.location.href).toBe('http://localhost/invitation?from=mail');
    expect(window.history.state).toEqual({ idx: 4 });
    expect(window.history).toHaveLength(1);
  });

  it('is remembered until another comes or it is used', () => {
    window.history.replaceState({}, '', '/invitation#token=first');
    takeInvitationToken();
    expect(takeInvitationToken()).toBe('first');
    window.history.replaceState({}, '', '/invitation#token=second');
    expect(takeInvitationToken()).toBe('second');
    forgetInvitationToken();
    expect(takeInvitationToken()).toBeUndefined();
  });

  it.each(['', '#token=', '#other=1'])('is not in %j', hash => {
    window.history.replaceState({}, '', `/invitation${hash}`);
    expect(takeInvitationToken()).toBeUndefined();
  });

  it('is taken as it stands when it is no encoding', () => {
    window.history.replaceState({}, '', '/invitation#token=100%');
    expect(takeInvitationToken()).toBe('100%');
  });
});
