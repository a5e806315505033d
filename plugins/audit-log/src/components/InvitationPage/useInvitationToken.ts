// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { takeInvitationToken } from './invitationToken';

/** The token of the link that was opened last, which is out of the address bar by then. */
export function useInvitationToken(): string | undefined {
  const location = useLocation();
  const [token, setToken] = useState(takeInvitationToken);
  // Another link opened in the same window changes the fragment only, and does not load the page anew.
  useEffect(() => setToken(takeInvitationToken()), [location]);
  return token;
}
