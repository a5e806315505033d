// SPDX-License-Identifier: Apache-2.0

/**
 * What the Backstage audit trail is sealed with, and what checks the seals: Merkle tree, canonical form, signed checkpoints.
 *
 * @packageDocumentation
 */
export { canonicalJson } from './canonical/canonicalJson';
export type { Checkpoint } from './checkpoint/Checkpoint';
export { signCheckpoint } from './checkpoint/signCheckpoint';
export { SigningKey } from './checkpoint/SigningKey';
export { VerifierKey } from './checkpoint/VerifierKey';
export {
  parseCheckpoint,
  verifyCheckpoint,
} from './checkpoint/verifyCheckpoint';
export { runCli } from './cli/runCli';
export type { Terminal } from './cli/Terminal';
export { signDocument } from './document/signDocument';
export type { DocumentKind, SignedDocument } from './document/SignedDocument';
export { verifyDocument } from './document/verifyDocument';
export {
  verifyEventProof,
  type EventProof,
  type EventReport,
} from './event/verifyEventProof';
export { ErasureEvents, type RecordedErasure } from './export/ErasureEvents';
export { NotVerifiableError, type ExportedEvent } from './export/ExportFormat';
export type {
  ExportReport,
  Report,
  ReportedCheckpoint,
} from './export/ExportReport';
export { verifyExport, type VerifyExportOptions } from './export/verifyExport';
export type { Finding, FindingKind } from './findings/Finding';
export {
  verifyServer,
  type ServerReport,
  type VerifyServerOptions,
} from './live/verifyServer';
export { consistencyProof, verifyConsistency } from './merkle/consistency';
export { hashChildren, hashLeaf } from './merkle/hashes';
export { inclusionProof, verifyInclusion } from './merkle/inclusion';
export { rootOfLeaves } from './merkle/rootOfLeaves';
export type { ReadSubtree, Subtree } from './merkle/Subtree';
export { subtreesOf } from './merkle/subtreesOf';
export { TreeRange } from './merkle/TreeRange';
export { createSeal } from './seal/createSeal';
export { eraseFromEvent } from './seal/eraseFromEvent';
export { leafData, leafHash } from './seal/leaf';
export type { Seal, SealableEvent } from './seal/SealableEvent';
