// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type {
  InvitationInput,
  InvitationResult,
} from 'backstage-plugin-audit-log-common';
import { useCallback, useState } from 'react';
import { accessControlApiRef } from '../../accessApi';
import {
  badAddresses,
  goodAddresses,
  NO_ADDRESSES,
  problemsFrom,
  type AddressList,
} from './addresses/addressList';
import { addressesTooMany } from './addresses/describeAddresses';
import { refusalText } from './refusalText';

/** How many addresses go in one request: few enough to see how far it is, many enough to be quick. */
const BATCH = 100;

export interface Inviting {
  readonly list: AddressList;
  readonly changeList: (change: (list: AddressList) => AddressList) => void;
  /** What came of each address so far. */
  readonly results: readonly InvitationResult[];
  /** How far it is, while it goes on. */
  readonly progress?: { readonly done: number; readonly total: number };
  /** Why it stopped before its end, in words. */
  readonly interruption?: Error;
  /** Rejects when nobody was invited at all. */
  readonly invite: (offer: Omit<InvitationInput, 'emails'>) => Promise<void>;
}

/**
 * Invites addresses in batches. Each address answers for itself: those that were refused stay in the list with the
 * reason, and so do those that an interruption left over.
 */
export function useInviting(): Inviting {
  const api = useApi(accessControlApiRef);
  const [list, setList] = useState<AddressList>(NO_ADDRESSES);
  const [results, setResults] = useState<readonly InvitationResult[]>([]);
  const [progress, setProgress] = useState<Inviting['progress']>();
  const [interruption, setInterruption] = useState<Error>();

  const invite = async (offer: Omit<InvitationInput, 'emails'>) => {
    check(list, offer);
    const emails = goodAddresses(list);
    const answers: InvitationResult[] = [];
    setInterruption(undefined);
    try {
      for (let done = 0; done < emails.length; done += BATCH) {
        setProgress({ done, total: emails.length });
        const batch = emails.slice(done, done + BATCH);
        answers.push(...(await api.inviteMembers({ ...offer, emails: batch })));
      }
    } catch (error: unknown) {
      if (answers.length === 0) {
        throw error;
      }
      setInterruption(new Error(refusalText(error as Error)));
    } finally {
      setProgress(undefined);
    }
    setList(old => problemsFrom(old, answers));
    setResults(old => merge(old, [...answers, ...refusedHere(list)]));
  };

  return {
    list,
    changeList: useCallback(change => setList(change), []),
    results,
    progress,
    interruption,
    invite,
  };
}

/** Names the field that something is missing in, as the server does. */
function check(list: AddressList, offer: Omit<InvitationInput, 'emails'>) {
  const tooMany = addressesTooMany(list);
  if (tooMany) {
    throw new Error(`emails: ${tooMany}`);
  }
  if (goodAddresses(list).length === 0) {
    throw new Error(
      list.items.length > 0
        ? 'emails: None of these is an e-mail address. Correct them first.'
        : 'emails: Enter at least one e-mail address.',
    );
  }
  if (offer.roles.length + offer.groups.length === 0) {
    throw new Error('roles: Pick at least one role or group to offer.');
  }
}

function refusedHere(list: AddressList): InvitationResult[] {
  return badAddresses(list).map(({ text, problem }) => ({
    email: text,
    result: 'invalid',
    reason: problem,
  }));
}

/** The latest answer about each address; what was wrong and is corrected by now is gone. */
function merge(
  old: readonly InvitationResult[],
  latest: readonly InvitationResult[],
): InvitationResult[] {
  const answered = new Set(latest.map(({ email }) => email));
  return [
    ...latest,
    ...old.filter(
      ({ email, result }) => result !== 'invalid' && !answered.has(email),
    ),
  ];
}
