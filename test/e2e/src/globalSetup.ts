// SPDX-License-Identifier: Apache-2.0
import { findChromium } from './portal/findChromium';
import { unpackBuiltPortal } from './portal/unpackBuiltPortal';

/** Once before all workers, which would otherwise unpack the same files into the same place at the same moment. */
export default async function globalSetup(): Promise<void> {
  await unpackBuiltPortal();
  // The workers have the environment that is left here.
  process.env.CHROMIUM_PATH = await findChromium();
}
