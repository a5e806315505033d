// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The Chromium that CHROMIUM_PATH names, else one of the system, else the one that comes from the npm registry. */
export async function findChromium(): Promise<string> {
  const chosen =
    process.env.CHROMIUM_PATH ?? INSTALLED.find(path => existsSync(path));
  if (chosen) {
    return chosen;
  }
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}
