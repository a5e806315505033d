// SPDX-License-Identifier: Apache-2.0
import { installDependencies } from './install.mjs';
import { findToolchain } from './toolchain.mjs';

/** Sets up what is missing: Node, Yarn and the dependencies. */
export async function prepare() {
  const toolchain = await findToolchain();
  await installDependencies(toolchain);
  return toolchain;
}
