import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { moveInstallation, type Place } from "../../../actions/backup/moveInstallation.ts";
import { Failure } from "../../../contract/failure.ts";
import { quoteWord } from "../../../contract/writeCommand.ts";
import { commandFor } from "../../../files/commandFor.ts";
import { programVersion } from "../../../files/programVersion.ts";
import { readBucketAddress } from "../../../storage/s3/bucketAccess.ts";
import { type DataOptions, findInstallation, placeAt, readSettings } from "../../installation.ts";
import { interruption } from "../../interruption.ts";
import { addDataOptions, example } from "../../options/options.ts";
import { formatCount, formatSize, note, print, printJson } from "../../output/output.ts";
import { showProgress } from "../../output/progress.ts";
import { withServerLock } from "../../withServerLock.ts";

interface Options extends DataOptions {
  json?: true;
  to: string;
  into: string;
  bucket?: string;
  by: string;
}

export function addMove(program: Command): void {
  addDataOptions(program.command("move"))
    .description("move everything to another folder and database, and compare it there with its hashes")
    .addOption(
      new Option(
        "--to <database>",
        "where the rows go: the address of an empty PostgreSQL, or sqlite for the new folder",
      ).makeOptionMandatory(),
    )
    .addOption(
      new Option("--into <folder>", "the new data folder, empty or not there yet").makeOptionMandatory(),
    )
    .option("--bucket <address>", "where the files go: s3://BUCKET/PREFIX; without it, the new folder")
    .option("--by <folder>", "where everything lies in one file meanwhile; it needs the room", tmpdir())
    .addHelpText("after", example("move --to postgres://labels@db.example.org/labels --into /srv/labels"))
    .action(run);
}

async function run(options: Options): Promise<void> {
  const from = findInstallation(options);
  const to = placeNamed(options);
  const progress = showProgress();
  const report = await withServerLock(options, () =>
    withServerLock({ data: to.dataFolder }, () =>
      moveInstallation({
        ...{ from, to, folder: resolve(options.by), program: programVersion },
        ...{ now: () => new Date(), warn: note, signal: interruption(), onProgress: progress.show },
      }),
    ),
  ).finally(progress.stop);
  if (options.json) return printJson(report);
  print(
    `${formatCount(report.rows, "row")} and ${formatCount(report.files, "file")} (${formatSize(report.bytes)}) are in ${to.dataFolder}, and were compared with their hashes.`,
  );
  const settings = [
    ...(to.address.kind === "postgres" ? ["MULTILABELFY_DATABASE_URL"] : []),
    ...(options.bucket === undefined ? [] : ["MULTILABELFY_S3_BUCKET", "MULTILABELFY_S3_PREFIX"]),
  ];
  if (settings.length > 0) print(`Set ${settings.join(", ")} to the new place. Then:`);
  print(`  ${commandFor("serve", { data: to.dataFolder })}`);
  print(`What is in ${from.dataFolder} stays as it was, and nothing is served from there any more.`);
}

/** @throws Failure `wrong-usage` where the options name no place */
function placeNamed({ to, into, bucket }: Options): Place {
  const dataFolder = resolve(into);
  const { access } = readSettings().s3;
  const place = bucket === undefined ? undefined : readBucketAddress(bucket);
  if (bucket !== undefined && !place)
    throw new Failure(
      "wrong-usage",
      `--bucket ${quoteWord(bucket)} is no bucket's address. It looks like s3://BUCKET/PREFIX.`,
    );
  const isPostgres = /^postgres(ql)?:\/\//.test(to);
  if (!isPostgres && to !== "sqlite")
    throw new Failure(
      "wrong-usage",
      "--to is sqlite, or the address of a PostgreSQL: postgres://USER:PASSWORD@HOST/DATABASE",
    );
  return placeAt(dataFolder, { databaseUrl: isPostgres ? to : undefined, s3: { bucket: place, access } });
}
