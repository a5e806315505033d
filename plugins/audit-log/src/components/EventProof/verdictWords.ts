// SPDX-License-Identifier: Apache-2.0
import { formatTime } from '../labels/formatTime';
import type { CheckedProof } from './useEventProof';

export interface VerdictWords {
  readonly severity: 'success' | 'warning' | 'error';
  readonly title: string;
  /** One sentence. */
  readonly meaning: string;
  readonly remedy?: string;
}

const REMEDY =
  'Download the proof and keep it, tell an administrator of this portal, and have the whole ledger verified: it says what else is not as it was.';

/** What the check of an event means to somebody who knows nothing of trees and signatures. */
export function verdictWords({ proof, verdict }: CheckedProof): VerdictWords {
  const { failed, why, checkpoint, signature } = verdict;
  switch (failed) {
    case 'shown':
      return {
        severity: 'warning',
        title: 'This page shows another version of the event',
        meaning:
          'The event is not the same any more as when this page was loaded, as after an erasure.',
        remedy: 'Reload the page and verify it again.',
      };
    case 'content':
      return {
        severity: 'error',
        title: 'This event was altered',
        meaning: `What is stored of it is not what was sealed${
          why ? `: ${why}.` : '.'
        }`,
        remedy: REMEDY,
      };
    case 'place':
      return {
        severity: 'error',
        title: 'This event is not in the ledger',
        meaning: `At number ${number(
          proof.sequence,
        )}, the ledger was signed with another event than this one.`,
        remedy: REMEDY,
      };
    case 'signature':
      return {
        severity: 'error',
        title: 'The ledger is not signed by this portal',
        meaning: why
          ? `What states its size and content cannot be read: ${why}.`
          : signatureWords(signature),
        remedy: REMEDY,
      };
    default:
  }
  const size = number(checkpoint!.size);
  const time = checkpoint?.time && formatTime.minute(checkpoint.time);
  const when = time ? ` on ${time}` : '';
  return signature?.state === 'unsupported'
    ? {
        severity: 'warning',
        title: 'Verified but for the signature',
        meaning: `This event is exactly what the ledger of ${size} events holds at number ${number(
          proof.sequence,
        )}, but your browser cannot check that the portal has signed it.`,
        remedy:
          'Use a newer browser, or check an export with its proofs on the command line.',
      }
    : {
        severity: 'success',
        title: 'Verified',
        meaning: `This event is exactly as it was recorded: it is number ${number(
          proof.sequence,
        )} of a ledger of ${size} events, whose content the portal signed${when}.`,
      };
}

function signatureWords(
  signature: CheckedProof['verdict']['signature'],
): string {
  return signature?.state === 'wrong'
    ? `The signature with the key ${signature.keyIds[0]} is not of what it stands below.`
    : 'No key that the portal knows has signed its size and content.';
}

function number(value: number): string {
  return value.toLocaleString();
}
