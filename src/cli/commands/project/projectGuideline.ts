import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import type { Context } from "../../../actions/context.ts";
import { addGuidelinePicture } from "../../../actions/guideline/addGuidelinePicture.ts";
import { saveGuideline } from "../../../actions/guideline/saveGuideline.ts";
import { Failure } from "../../../contract/failure.ts";
import { guidelinePictureUrl, longestGuideline } from "../../../contract/guideline/guideline.ts";
import { readFileBytes } from "../../../files/readFileBytes.ts";
import { readTextFile } from "../../../files/text/readTextFile.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example } from "../../options/options.ts";
import { print, printJson } from "../../output/output.ts";

interface Options extends ProjectOptions {
  json?: true;
}

export function addProjectGuideline(project: Command): void {
  const guideline = project
    .command("guideline")
    .description("show and write what annotators are asked to do")
    .helpCommand(false);
  addProjectOptions(guideline.command("show"))
    .description("the guideline as it is, in Markdown")
    .addHelpText("after", example("project guideline show > guideline.md"))
    .action(show);
  addProjectOptions(guideline.command("set <file>"))
    .description("write the next version from a Markdown file, with the pictures that it names beside it")
    .addHelpText("after", example("project guideline set guideline.md"))
    .action(set);
}

async function show(options: Options): Promise<void> {
  const { guideline, guidelineVersion } = await withProject(options, async (_, project) => project);
  if (options.json) printJson({ version: guidelineVersion, markdown: guideline });
  else print(guideline.trimEnd());
}

async function set(file: string, options: Options): Promise<void> {
  const text = await readTextFile(file);
  if (text.length > longestGuideline) {
    throw new Failure(
      "bad-file",
      `${file} has ${text.length} characters; at most ${longestGuideline} are taken.`,
    );
  }
  const { before, saved } = await withProject(options, async (ctx, { id, guidelineVersion }) => {
    const markdown = await storePictures(ctx, id, text, dirname(resolve(file)));
    const input = { project: id, person: null, version: guidelineVersion, markdown };
    return { before: guidelineVersion, saved: await saveGuideline(ctx, input) };
  });
  if (options.json) printJson({ version: saved.version, changed: saved.version !== before });
  else if (saved.version === before) print(`Nothing changed: the guideline is at version ${before}.`);
  else print(`The guideline is at version ${saved.version}. Annotators are told what changed.`);
}

/** Takes in the pictures that the text names by their path, and names them by their ids. */
async function storePictures(ctx: Context, project: string, text: string, folder: string): Promise<string> {
  let markdown = text;
  for (const [, address = ""] of text.matchAll(/!\[[^\]]{0,1000}\]\(([^)\s]{1,4000})\)/g)) {
    if (guidelinePictureUrl(project, address) || /^[a-z]+:/i.test(address)) continue;
    const path = resolve(folder, decodeURI(address));
    const read = await readFileBytes(path);
    if (!read.ok) throw new Failure("bad-file", `${path}, which the guideline shows: ${read.message}`);
    const picture = await addGuidelinePicture(ctx, { project, person: null, bytes: read.bytes });
    markdown = markdown.replaceAll(`](${address})`, `](${picture.address})`);
  }
  return markdown;
}
