import { type Command, InvalidArgumentError, Option } from "commander";
import { addLabel } from "../../../actions/labels/addLabel.ts";
import { askAgain, getAskAgain } from "../../../actions/labels/askAgain.ts";
import { editLabel } from "../../../actions/labels/editLabel.ts";
import { findWrittenLabel } from "../../../actions/labels/findWrittenLabel.ts";
import { mergeLabels } from "../../../actions/labels/mergeLabels.ts";
import { retireLabel } from "../../../actions/labels/retireLabel.ts";
import { splitLabel } from "../../../actions/labels/splitLabel.ts";
import type { LabelChanged } from "../../../contract/labels/labelChange.ts";
import type { Label } from "../../../contract/labels/labelSpace.ts";
import type { LabelNames } from "../../../core/labels/labelNames.ts";
import type { LabelContent } from "../../../core/labels/planLabelChange.ts";
import { isLanguage, languages } from "../../../core/people/language.ts";
import { listLabels } from "../../../db/labels/labelSpace.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example, wholeNumber } from "../../options/options.ts";
import { formatLabelMoves } from "../../output/formatLabelMoves.ts";
import { formatCount, formatTable, print, printJson } from "../../output/output.ts";

/** What every change takes beside what it changes. */
type ChangeInput = Omit<Parameters<typeof addLabel>[1], "label">;
type Act = Parameters<typeof withProject<LabelChanged>>[1];
type Ctx = Parameters<Act>[0];
type Project = Parameters<Act>[1];

interface Options extends ProjectOptions {
  json?: true;
}

interface ChangeOptions extends Options {
  dryRun?: true;
  /** Of the labels that the change was planned on. */
  onVersion?: number;
}

interface ContentOptions extends ChangeOptions {
  key?: string;
  synonyms?: string;
  definition?: string;
  parent?: string;
  nameIn?: LabelNames;
}

/** The commands that change a project's labels while people work. */
export function addLabelChanges(labels: Command): void {
  addProjectOptions(labels.command("list"))
    .description(
      "the labels of a project as they stand, and what became of those that are not offered any more",
    )
    .addHelpText("after", example("labels list --json > labels.json"))
    .action(list);
  addContentOptions(addChangeOptions(labels.command("add <name>")))
    .description("add a label behind all others; people find it by search")
    .option("--key <key>", "how files call it, for ever (default: its name)")
    .addHelpText("after", example('labels add "rose hip" --synonyms "hip|rosehip" --dry-run'))
    .action((name: string, options: ContentOptions) =>
      change(options, async (ctx, project, input) => {
        const content = await readContent(ctx, project, options);
        return addLabel(ctx, { ...input, label: { ...content, name, key: options.key } });
      }),
    );
  addChangeOptions(labels.command("rename <label> <name>"))
    .description("call a label otherwise; its key stays, and its old name becomes a synonym")
    .addHelpText("after", example('labels rename cup "coffee cup"'))
    .action((label: string, name: string, options: ChangeOptions) =>
      edit(label, options, async () => ({ name })),
    );
  addContentOptions(addChangeOptions(labels.command("define <label>")))
    .description("set a label's definition, synonyms, parent, or names in other languages")
    .addHelpText(
      "after",
      example('labels define cup --definition "It has a handle." --synonyms "mug|beaker"'),
    )
    .action((label: string, options: ContentOptions) =>
      edit(label, options, (ctx, project) => readContent(ctx, project, options)),
    );
  addChangeOptions(labels.command("retire <label>"))
    .description("offer a label no more; answers on it are kept, and new releases leave it out")
    .option("--back", "offer a retired label again")
    .addHelpText("after", example("labels retire cup --dry-run"))
    .action((label: string, options: ChangeOptions & { back?: true }) =>
      change(options, async (ctx, project, input) => {
        const { index } = await findWrittenLabel(ctx.db, project, label);
        return retireLabel(ctx, { ...input, label: index, back: options.back ?? false });
      }),
    );
  addChangeOptions(labels.command("merge <label> <into>"))
    .description("merge a label into another; answers on both become answers on the one that is left")
    .addHelpText("after", example("labels merge mug cup --dry-run"))
    .action((label: string, into: string, options: ChangeOptions) =>
      change(options, async (ctx, project, input) => {
        const { index } = await findWrittenLabel(ctx.db, project, label);
        const { index: left } = await findWrittenLabel(ctx.db, project, into);
        return mergeLabels(ctx, { ...input, label: index, into: left });
      }),
    );
  addChangeOptions(labels.command("split <label> <names...>"))
    .description("split a label into new ones; images that hold it have to be asked again")
    .addHelpText("after", example('labels split crane "crane (bird)" "crane (machine)" --dry-run'))
    .action((label: string, names: string[], options: ChangeOptions) =>
      change(options, async (ctx, project, input) => {
        const { index } = await findWrittenLabel(ctx.db, project, label);
        return splitLabel(ctx, { ...input, label: index, into: names.map((name) => ({ name })) });
      }),
    );
  addProjectOptions(labels.command("ask-again <label>"))
    .description("list the images of which people have to be asked again because of what became of a label")
    .option("--send", "send those that are finished to refinement; releases stay as they are")
    .addHelpText("after", example("labels ask-again crane --send"))
    .action(listOrSend);
}

async function listOrSend(written: string, options: Options & { send?: true }): Promise<void> {
  const { counts, images, sent } = await withProject(options, async (ctx, project) => {
    const { index: label } = await findWrittenLabel(ctx.db, project, written);
    const found = await getAskAgain(ctx, { project: project.id, label });
    const expected = found.counts.done + found.counts.released;
    const about = { project: project.id, label, expected, person: null };
    return { ...found, ...(options.send && (await askAgain(ctx, about))) };
  });
  const named = images.map(({ key: image, state }) => ({ image, state }));
  if (options.json) return printJson({ counts, images: named, ...(sent !== undefined && { sent }) });
  if (named.length === 0) return print("No image has to be asked again.");
  print(formatTable([["image", "state"], ...named.map(({ image, state }) => [image, state])]));
  if (sent !== undefined) print(`${formatCount(sent, "image")} sent to refinement.`);
}

function addChangeOptions(command: Command): Command {
  return addProjectOptions(command)
    .option("--dry-run", "only say what would move, and what would have to be asked again")
    .addOption(
      new Option("--on-version <n>", "refuse where the labels are in another version by now").argParser(
        wholeNumber(0),
      ),
    );
}

function addContentOptions(command: Command): Command {
  return command
    .option("--synonyms <words>", 'other words for it, with "|" between ("" for none)')
    .option("--definition <text>", "a sentence that helps to decide")
    .option("--parent <label>", "a more general label, or the name of a kind that is no label")
    .addOption(
      new Option(
        "--name-in <language=name>",
        'its name in a language, with "|" before other words for it ("ko=" for none); once for each language',
      ).argParser(readNameIn),
    );
}

/** "ko=컵|잔" behind those before it. */
function readNameIn(text: string, before: LabelNames = {}): LabelNames {
  const [code = "", ...names] = text.split("=");
  const language = code.trim();
  if (!isLanguage(language) || names.length === 0)
    throw new InvalidArgumentError(`Say LANGUAGE=NAME, with one of ${languages.join(", ")}: ko=컵`);
  if (before[language]) throw new InvalidArgumentError(`“${language}” is named twice.`);
  return { ...before, [language]: names.join("=").split("|") };
}

async function readContent(
  ctx: Ctx,
  project: Project,
  { synonyms, definition, parent, nameIn }: ContentOptions,
): Promise<LabelContent> {
  const named = parent ? await findWrittenLabel(ctx.db, project, parent).catch(() => undefined) : undefined;
  return {
    ...(synonyms !== undefined && { synonyms: synonyms.split("|") }),
    ...(definition !== undefined && { definition }),
    ...(parent !== undefined && { parent: named?.index ?? parent }),
    ...(nameIn !== undefined && { names: nameIn }),
  };
}

const edit = (
  written: string,
  options: ChangeOptions,
  read: (ctx: Ctx, project: Project) => Promise<LabelContent>,
): Promise<void> =>
  change(options, async (ctx, project, input) => {
    const { index: label } = await findWrittenLabel(ctx.db, project, written);
    return editLabel(ctx, { ...input, label, content: await read(ctx, project) });
  });

/** Makes a change, or only looks at it, and tells what it moves. */
async function change(
  options: ChangeOptions,
  make: (ctx: Ctx, project: Project, input: ChangeInput) => Promise<LabelChanged>,
): Promise<void> {
  const preview = options.dryRun ?? false;
  const changed = await withProject(options, (ctx, project) =>
    make(ctx, project, {
      project: project.id,
      person: null,
      version: options.onVersion ?? project.labelVersion,
      preview,
    }),
  );
  if (options.json) printJson({ ...changed, dryRun: preview });
  else print(formatLabelMoves(changed, preview));
}

async function list(options: Options): Promise<void> {
  const { version, labels } = await withProject(options, async (ctx, project) => ({
    version: project.labelVersion,
    labels: await listLabels(ctx.db, project),
  }));
  if (options.json) return printJson({ version, labels });
  const becameOf = ({ fate, into = [] }: Label) =>
    fate === undefined ? "" : [fate, ...into.map((one) => labels[one]?.name ?? "")].join(" ");
  print(
    formatTable([
      ["index", "key", "name", "synonyms", "not offered"],
      ...labels.map((label) => [
        String(label.index),
        label.key,
        label.name,
        label.synonyms.join(", "),
        becameOf(label),
      ]),
    ]),
  );
}
