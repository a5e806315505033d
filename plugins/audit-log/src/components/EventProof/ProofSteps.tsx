// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import type { CheckName } from '../../verification/verifyEventProof';
import type { CheckedProof } from './useEventProof';

const useStyles = makeStyles(theme => ({
  root: { margin: theme.spacing(1, 0, 0), paddingLeft: theme.spacing(2.5) },
}));

const ORDER: readonly CheckName[] = ['shown', 'content', 'place', 'signature'];

/** What was checked, one after the other, up to what failed. */
export const ProofSteps = (props: { readonly of: CheckedProof }) => {
  const classes = useStyles();
  const { proof, verdict } = props.of;
  const { failed, checkpoint, signature } = verdict;
  const done = failed === undefined ? ORDER.length : ORDER.indexOf(failed);
  const erased = proof.event.erased?.length ?? 0;
  const steps: readonly ReactNode[] = [
    'What this page shows is what the proof is of.',
    <>
      Its content gives the hash <code>{proof.leaf}</code>
      {erased > 0 && ', to which what was erased of it is still bound, unread'}.
    </>,
    <>
      With that hash at its place, {proof.proof.length} more lead to the root of
      the ledger, <code>{proof.checkpoint.root}</code>.
    </>,
    signature?.state === 'signed' && (
      <>
        That root{checkpoint?.time && ' and the time are'}
        {!checkpoint?.time && ' is'} signed with the key{' '}
        <code>{signature.keyIds.join(', ')}</code> of {checkpoint?.origin}.
      </>
    ),
  ];
  return (
    <ol className={classes.root} aria-label="What was checked">
      {steps.slice(0, done).map(
        (step, index) =>
          // They never change their places.
          // eslint-disable-next-line react/no-array-index-key
          step && <li key={index}>{step}</li>,
      )}
    </ol>
  );
};
