// SPDX-License-Identifier: Apache-2.0
import { portalFolders } from './portal/checkout';
import { findChromium } from './portal/findChromium';
import { removeLeftovers } from './portal/removeLeftovers';
import { unpackBuiltPortal } from './portal/unpackBuiltPortal';

/** Once before all workers, which would otherwise unpack the same files into the same place at the same moment. */
export default async function globalSetup(): Promise<void> {
  await unpackBuiltPortal();
  await removeLeftovers(portalFolders);
  // The workers have the environment that is left here.
  process.env.CHROMIUM_PATH = await findChromium();
}
