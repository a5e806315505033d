// SPDX-License-Identifier: Apache-2.0

/**
 * Where a command reads from and writes to.
 *
 * @public
 */
export interface Terminal {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes a line of the result. */
  out(line: string): void;
  /** Writes a line that is not part of the result. */
  err(line: string): void;
  /** Shows how far it is, in the place of what was shown before; nothing takes it away. */
  progress?(text: string): void;
}

/** The terminal that the process was started in. */
export const processTerminal: Terminal = {
  stdin: process.stdin,
  env: process.env,
  out: line => process.stdout.write(`${line}\n`),
  err: line => process.stderr.write(`${line}\n`),
  progress: process.stderr.isTTY
    ? text => process.stderr.write(`\r\u001b[K${text}`)
    : undefined,
};

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g; // eslint-disable-line no-control-regex

/** Texts from what is verified may try to write elsewhere on the screen: control characters are shown as spaces. */
export function printable(text: string): string {
  return text.replace(CONTROLS, ' ');
}
