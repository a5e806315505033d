// SPDX-License-Identifier: Apache-2.0
export { Ledger, type LedgerOptions } from './Ledger';
export { UnstorableEventsError } from './UnstorableEventsError';
