import { type Command, Option } from "commander";
import { type ImportReport, importImages } from "../../../actions/images/importImages.ts";
import { groupRefusals } from "../../../actions/images/importSource.ts";
import { verifyImages } from "../../../actions/images/verifyImages.ts";
import { Failure } from "../../../contract/failure.ts";
import { listExemplarImages } from "../../../db/exemplars.ts";
import { commandFor } from "../../../files/commandFor.ts";
import type { FolderLayout } from "../../../files/images/listImageFiles.ts";
import { collectSooner } from "../../collectSooner.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { allowImplausibleWords } from "../../options/evaluationOptions.ts";
import { addProjectOptions, example, unsortedLabels } from "../../options/options.ts";
import { formatCount, formatNumber, formatRefusals, print, printJson } from "../../output/output.ts";
import { runShownJob } from "../../runShownJob.ts";

interface Options extends ProjectOptions {
  json?: true;
  layout?: FolderLayout;
  folder?: string;
  copy?: true;
  verify: boolean;
  withoutFiles?: true;
  skipMissing?: true;
  unsortedLabels?: true;
  allowImplausible?: true;
}

export function addImportImages(parent: Command): void {
  addProjectOptions(parent.command("images <source>"))
    .description("add images to a project; running it again adds what is new")
    .addOption(
      new Option("--layout <layout>", "what sub-folders mean (default: found out)").choices([
        "class-folders",
        "split-folders",
        "flat",
      ]),
    )
    .option(
      "--folder <folder>",
      "of a manifest: where its paths start, also a bucket (default: the manifest's folder)",
    )
    .option("--copy", "copy the files into the data folder; otherwise they are used where they are")
    .option("--no-verify", "do not read the files yet; propose reads them")
    .option("--skip-missing", "of a manifest: leave out rows whose files are not there")
    .option(...unsortedLabels)
    .option("--allow-implausible", allowImplausibleWords)
    .option("--without-files", "of a manifest: register images whose files are not at hand")
    .addHelpText(
      "after",
      `
The source is one of
  a folder per class    cat/1.jpg, dog/2.jpg ...; a folder is called by a label's key, index or name
  such folders in parts train/cat/1.jpg, val/dog/2.jpg ...; read so where train and val are no labels
  a flat folder         1.jpg, 2.jpg ...; the images have no original label
  a manifest            CSV with the columns image and label (several with | between), or JSON lines
  addresses of the web  such a manifest, or a .txt, of https:// addresses, where the installation allows it
  an archive            .zip, .tar or .tar.gz of such a folder; its images are kept in the data folder
  an ImageFolder        images with metadata.jsonl beside them, or in each part
  Parquet with images   a .parquet or a folder of them, as Hugging Face's datasets are
  WebDataset            a .tar or a folder of them: 0.jpg with 0.json or 0.cls
  a bucket              s3://photos/val with such folders, or metadata.jsonl; its images are read there
${example("import images ./val --project ImageNet")}`,
    )
    .action(run);
}

async function run(source: string, options: Options): Promise<void> {
  const { folder, layout, copy, withoutFiles, skipMissing, unsortedLabels, allowImplausible } = options;
  collectSooner();
  const result = await withProject(options, async (ctx, project) =>
    runShownJob(ctx, project, "import-images", async (job) => {
      const { countBut, ...report } = await importImages(ctx, {
        ...job,
        project: project.id,
        source,
        folder,
        layout,
        copy,
        withoutFiles,
        skipMissing,
        unsortedLabels,
        allowImplausible,
        outside: ctx.imports?.outside,
      });
      const read = options.verify ? await verifyImages(ctx, { ...job, project: project.id }) : undefined;
      const alsoExemplars = await listExemplarImages(ctx.db, project.id, project.exemplarVersion);
      return {
        project: project.name,
        ...report,
        verified: read?.ok ?? null,
        unreadable: read?.refused ?? [],
        usable: countBut(new Set(read?.refused.map(({ file }) => file))),
        alsoExemplars,
      };
    }),
  );
  if (options.json) printJson(result);
  else printReport(result, options);
  if (result.usable > 0) return;
  const { refused, unreadable } = result;
  throw new Failure(
    "bad-file",
    `No image of ${source} can be used. ${groupRefusals([...refused, ...unreadable])} ` +
      (result.registered + result.alreadyThere === 0
        ? "Nothing was imported."
        : `Put whole files in their places and import again, or take them out: ${commandFor("import undo", options)}`),
    { refused: [...refused, ...unreadable] },
  );
}

type Report = Omit<ImportReport, "countBut"> & {
  verified: number | null;
  unreadable: { file: string; reason: string }[];
  /** Images of the source that were not refused: those that there are, read or not. */
  usable: number;
  alsoExemplars: string[];
};

function printReport(report: Report, options: Options): void {
  const { registered, alreadyThere, labelled, verified, alsoExemplars } = report;
  print(`${formatCount(registered, "image")} added, ${formatNumber(alreadyThere)} there already.`);
  if (labelled > 0) print(`${formatCount(labelled, "image")} had no original label, and got theirs.`);
  for (const note of report.notes) print(note);
  const matched = Object.entries(report.matchedBy).map(
    ([rule, count]) => `${formatNumber(count)} by ${rule}`,
  );
  if (matched.length > 0) print(`Labels recognised: ${matched.join(", ")}.`);
  const ignored = Object.entries(report.ignored).map(
    ([end, count]) => `${formatNumber(count)} ${end || "without extension"}`,
  );
  if (ignored.length > 0) print(`Other files left alone: ${ignored.join(", ")}.`);
  if (report.unknownColumns.length > 0) print(`Columns not read: ${report.unknownColumns.join(", ")}.`);
  if (verified !== null) print(`${formatCount(verified, "file")} read and found right.`);
  const refused = [...report.refused, ...report.unreadable];
  if (refused.length > 0)
    print(`${formatCount(refused.length, "file")} refused:\n${formatRefusals(refused)}`);
  if (alsoExemplars.length > 0) {
    print(
      `${formatCount(alsoExemplars.length, "image")} of the project are exemplars too, which gives their label away: ` +
        `${alsoExemplars.slice(0, 5).join(", ")}. Import the exemplars again to replace them.`,
    );
  }
  if (report.usable > 0) print(`Next: ${commandFor("propose", options)}`);
}
