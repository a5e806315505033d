// SPDX-License-Identifier: Apache-2.0
import type { OpenPart } from '../measuring/Measurement';

/** What one aspect of the archive adds to its part. */
export type Measured = Pick<OpenPart, 'sides' | 'measurements' | 'notes'>;
