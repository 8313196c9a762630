import type { Command } from "commander";
import { makeBackup } from "../../../actions/backup/makeBackup.ts";
import { Failure } from "../../../contract/failure.ts";
import { quoteWord } from "../../../contract/writeCommand.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { programVersion } from "../../../files/programVersion.ts";
import { type DataOptions, findInstallation } from "../../installation.ts";
import { interruption } from "../../interruption.ts";
import { addDataOptions, example } from "../../options/options.ts";
import { formatCount, formatSize, note, print, printJson } from "../../output/output.ts";
import { showProgress } from "../../output/progress.ts";

interface Options extends DataOptions {
  json?: true;
  force?: true;
  withSecret?: true;
}

export function addBackup(program: Command): void {
  addDataOptions(program.command("backup <file>"))
    .description("copy everything into one file, while people work")
    .option(
      "--with-secret",
      "with the key that sessions and second factors are signed by: keep the file safe",
    )
    .option("--force", "replace the file if it exists")
    .addHelpText("after", example("backup /mnt/backups/monday.tar"))
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  const { secret, ...place } = findInstallation(options);
  if (options.withSecret && secret !== undefined) {
    throw new Failure(
      "wrong-usage",
      "--with-secret: the secret is the setting MULTILABELFY_SECRET here, and is in no backup. Keep it where you keep passwords.",
    );
  }
  const progress = showProgress();
  const report = await makeBackup({
    ...place,
    file,
    force: options.force ?? false,
    withSecret: options.withSecret ?? false,
    program: programVersion,
    now: () => new Date(),
    warn: note,
    signal: interruption(),
    onProgress: progress.show,
  }).finally(progress.stop);
  if (options.json) return printJson(report);
  print(
    `${formatCount(report.rows, "row")} and ${formatCount(report.files, "file")} (${formatSize(report.bytes)}) are in ${report.file}.`,
  );
  print(`Restore it anywhere: ${commandFor(`restore ${quoteWord(file)}`, { data: "NEW-FOLDER" })}`);
}
