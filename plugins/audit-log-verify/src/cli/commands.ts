// SPDX-License-Identifier: Apache-2.0
import { SigningKey } from '../checkpoint/SigningKey';
import { verifyEventProof, type EventProof } from '../event/verifyEventProof';
import { NotVerifiableError } from '../export/ExportFormat';
import { verifyExport } from '../export/verifyExport';
import { verifyServer } from '../live/verifyServer';
import { meaningOfExport, meaningOfServer } from './meaning';
import type { Options } from './parseArguments';
import { printReport } from './printReport';
import { openInput, readKeys, readSavedCheckpoint } from './readInputs';
import { saveNote } from './saveNote';
import type { Terminal } from './Terminal';
import { UsageError } from './usage';

/** A command: does what it was called for and gives the code to end with. */
export type Command = (
  operand: string,
  options: Options,
  terminal: Terminal,
) => Promise<number>;

const verifyExportFile: Command = async (file, options, terminal) => {
  const saved = await readSavedCheckpoint(options);
  const report = await verifyExport(openInput(file, terminal), {
    keys: await readKeys(options),
    savedCheckpoints: saved === undefined ? [] : [saved],
    onProgress: progressOf(terminal),
  });
  terminal.progress?.('');
  return printReport(report, {
    meaning: meaningOfExport(report),
    json: options.json,
    terminal,
  });
};

const verifyPortal: Command = async (baseUrl, options, terminal) => {
  const report = await verifyServer({
    baseUrl,
    token: options.token ?? terminal.env.AUDIT_LOG_TOKEN,
    keys: await readKeys(options),
    savedCheckpoint: await readSavedCheckpoint(options),
    full: options.full,
    onProgress: progressOf(terminal),
  });
  terminal.progress?.('');
  const code = printReport(report, {
    meaning: meaningOfServer(report),
    json: options.json,
    terminal,
  });
  if (options.save !== undefined) {
    if (report.isVerified) {
      await saveNote(options.save, report.note);
    }
    terminal.err(
      report.isVerified
        ? `Saved the checkpoint as ${options.save}.`
        : `Left ${options.save} as it was.`,
    );
  }
  return code;
};

const verifyProof: Command = async (file, options, terminal) => {
  const chunks: Buffer[] = [];
  for await (const chunk of openInput(file, terminal)) {
    chunks.push(Buffer.from(chunk as Uint8Array));
  }
  let proof: EventProof;
  try {
    proof = JSON.parse(Buffer.concat(chunks).toString());
  } catch (error) {
    throw new NotVerifiableError(`${file} is no JSON`, { cause: error });
  }
  const report = verifyEventProof(proof, { keys: await readKeys(options) });
  return printReport(report, {
    meaning: `the event is in the ledger at ${
      report.sequence
    }, as it was sealed${
      report.isErased
        ? ', but for personal data that was erased since'
        : ' and unchanged'
    }.`,
    json: options.json,
    terminal,
  });
};

const makeKey: Command = async (name, options, terminal) => {
  let key: SigningKey;
  try {
    key = SigningKey.generate(name);
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
  const privateKey = key.toPem();
  terminal.out(
    options.json
      ? JSON.stringify({ privateKey, verifier: key.verifier }, undefined, 2)
      : `${privateKey}\n${key.verifier}`,
  );
  return 0;
};

function progressOf({ progress }: Terminal) {
  return (
    progress &&
    ((events: number) => progress(`${events.toLocaleString('en')} events`))
  );
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  export: verifyExportFile,
  server: verifyPortal,
  event: verifyProof,
  keygen: makeKey,
};
