// SPDX-License-Identifier: Apache-2.0
import type { components } from './generated/openapi';

type Schemas = components['schemas'];

/** Whether the ledger is sealed and verified, and up to when. @public */
export type LedgerStatus = Schemas['LedgerStatus'];
/** A signed statement of the size and root of the ledger. @public */
export type Checkpoint = Schemas['Checkpoint'];
/** An event with the proof that it is in the ledger. @public */
export type EventProof = Schemas['EventProof'];
/** That the ledger of one size is the beginning of that of another. @public */
export type ConsistencyProof = Schemas['ConsistencyProof'];
/** A public key that checkpoints are signed with. @public */
export type SealingKey = Schemas['SealingKey'];
/** A run of verification. @public */
export type Verification = Schemas['Verification'];
/** Something that verification found. @public */
export type VerificationFinding = Schemas['VerificationFinding'];
/** An erasure of what the ledger had of a person. @public */
export type Erasure = Schemas['Erasure'];
/** Whether recording keeps up. @public */
export type Health = Schemas['Health'];
