import type { Command } from "commander";
import { findDisagreement } from "../../../actions/outcome/findDisagreement.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example } from "../../options/options.ts";
import {
  formatCount,
  formatNumber,
  formatShare,
  formatTable,
  print,
  printJson,
} from "../../output/output.ts";

interface Options extends ProjectOptions {
  json?: true;
  images?: true;
}

export function addDisagreement(program: Command): void {
  addProjectOptions(program.command("disagreement"))
    .description("show on which images the annotators disagree, and why")
    .option("--images", "list the images too")
    .addHelpText("after", example("disagreement --images"))
    .action(run);
}

async function run(options: Options): Promise<void> {
  const found = await withProject(options, (ctx, project) => findDisagreement(ctx, { project: project.id }));
  if (options.json) return printJson(found);
  const { images, annotated, agreed, toRefine, reasons, coverage, rows } = found;
  print(
    formatTable([
      ["", "images", "share", "of"],
      ["annotated", annotated, formatShare(annotated, images), "all images"],
      ["agreed", agreed, formatShare(agreed, annotated), "annotated"],
      ["to refine", toRefine, formatShare(toRefine, annotated), "annotated"],
      ...reasons.map(({ reason, images: count }) => [
        `  ${reason}`,
        count,
        formatShare(count, toRefine),
        "to refine",
      ]),
    ]),
  );
  const { count, total } = coverage.outside;
  if (total > 0) {
    print(
      `${formatCount(count, "chosen label")} of ${formatNumber(total)} (${formatShare(count, total)}) had not been proposed: ` +
        "what the proposals miss, at least.",
    );
  }
  if (!options.images) return;
  print();
  const disputed = rows.filter((row) => !row.agreed);
  print(formatTable([["image", "reasons"], ...disputed.map((row) => [row.image, row.reasons.join(", ")])]));
}
