import { resolve } from "node:path";
import type { Command } from "commander";
import { checkBackup, type RestoreReport, restoreBackup } from "../../../actions/backup/restoreBackup.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { type DataOptions, placeOf } from "../../installation.ts";
import { interruption } from "../../interruption.ts";
import { addDataOptions, example } from "../../options/options.ts";
import { formatCount, formatSize, note, print, printJson } from "../../output/output.ts";
import { withServerLock } from "../../withServerLock.ts";

interface Options extends DataOptions {
  json?: true;
  check?: true;
}

export function addRestore(program: Command): void {
  addDataOptions(program.command("restore <file>"))
    .description("restore a backup into an empty data folder, whatever database it was made of")
    .option("--check", "only read the file to its end and compare everything with its hashes")
    .addHelpText("after", example("restore /mnt/backups/monday.tar --data ./restored"))
    .action(run);
}

async function run(name: string, options: Options): Promise<void> {
  const file = resolve(name);
  if (options.check) return tell(await checkBackup(file), options, `${file} is whole`);
  const { secret, ...place } = placeOf(options);
  const report = await withServerLock(options, () =>
    restoreBackup({ file, ...place, warn: note, signal: interruption() }),
  );
  tell(report, options, `${file} is restored into ${place.dataFolder}, and compared with its hashes`);
  if (options.json) return;
  if (!report.hasSecret && secret === undefined) {
    print(
      `It holds no secret: everybody signs in again, and codes of apps cannot be checked. Who signs in with one needs a passkey, or: ${commandFor("users reset-second-factor EMAIL", options)}`,
    );
  }
  print(`Look whether all is there: ${commandFor("import root list", options)}`);
}

function tell(report: RestoreReport, { json }: Options, done: string): void {
  if (json) printJson(report);
  else
    print(
      `${done}: ${formatCount(report.rows, "row")} and ${formatCount(report.files, "file")} (${formatSize(report.bytes)}), as of ${report.madeAt}.`,
    );
}
