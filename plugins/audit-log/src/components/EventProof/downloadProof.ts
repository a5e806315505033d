// SPDX-License-Identifier: Apache-2.0
import type { EventProof } from 'backstage-plugin-audit-log-common';
import { DownloadTarget } from '../ExportMenu/DownloadTarget';
import { utf8 } from '../../verification/bytes';

/** Hands the viewer a proof as a file, as the API gives it and the verifier takes it. */
export async function downloadProof(proof: EventProof): Promise<void> {
  const target = DownloadTarget.create({
    fileName: `audit-log-proof_${proof.event.id}.json`,
    type: 'application/json',
  });
  await target.write(utf8(`${JSON.stringify(proof, undefined, 2)}\n`));
  await target.finish();
}
