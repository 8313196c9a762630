import type { Command } from "commander";
import { z } from "zod";
import { changeSettings, previewSettings } from "../../../actions/project/changeSettings.ts";
import { getSettings } from "../../../actions/project/getSettings.ts";
import { describeIssue } from "../../../contract/describeIssue.ts";
import { Failure } from "../../../contract/failure.ts";
import { type Moves, type SettingChanges, settingShapes } from "../../../contract/project/settings.ts";
import { describeValue, readAgreementRule, settingNames } from "../../../core/project/settingRules.ts";
import { presets, settingsOf } from "../../../core/project/settings.ts";
import { isAsked } from "../../../core/stages/ownSettings.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example } from "../../options/options.ts";
import { formatCount, formatTable, print, printJson } from "../../output/output.ts";

interface Options extends ProjectOptions {
  json?: true;
}

export function addProjectSettings(project: Command): void {
  const settings = project
    .command("settings")
    .description("show and change the rules of a project")
    .helpCommand(false);
  addProjectOptions(settings.command("show"))
    .description("the rules, and those of the presets beside them")
    .addHelpText("after", example("project settings show"))
    .action(show);
  addProjectOptions(settings.command("set <setting=value...>"))
    .description("change rules; where images would move, say which, and move them with --yes")
    .option("--yes", "move the images that the change moves")
    .addHelpText("after", example("project settings set overlap=3 agreementRule=quorum:2 --yes"))
    .action(set);
}

async function show(options: Options): Promise<void> {
  const view = await withProject(options, ({ db }, { id }) => getSettings({ db }, { project: id }));
  if (options.json) return printJson(view);
  print(`Preset: ${view.settings.preset}. Rules that differ from it are marked with *.`);
  print(
    formatTable([
      ["setting", "value", ...presets, ""],
      ...settingNames
        .filter((name) => isAsked(name, view.settings.preset))
        .map((name) => [
          `${view.differing.includes(name) ? "* " : "  "}${name}`,
          describeValue(view.settings[name]),
          ...presets.map((preset) => (isAsked(name, preset) ? describeValue(settingsOf[preset][name]) : "–")),
          view.fixed.includes(name) ? "fixed: images are with annotators" : "",
        ]),
    ]),
  );
}

async function set(pairs: string[], options: Options & { yes?: true }): Promise<void> {
  const changes = Object.assign({}, ...pairs.map(readPair)) as SettingChanges;
  const { view, moves } = await withProject(options, async (ctx, { id: project }) => {
    const { version } = await getSettings(ctx, { project });
    const { moves } = await previewSettings(ctx, { project, changes });
    if (moves.total > 0 && !options.yes) {
      throw new Failure("not-ready", `${describeMoves(moves)} Say --yes to change the rules and move them.`, {
        moves,
      });
    }
    const moving = moves.total;
    return { moves, view: await changeSettings(ctx, { project, person: null, version, changes, moving }) };
  });
  if (options.json) return printJson({ ...view, moves });
  const differing = view.differing.map((name) => `${name}=${describeValue(view.settings[name])}`);
  print(
    `Saved. ${differing.length === 0 ? "No rule differs" : `Differing: ${differing.join(", ")}`} from the preset ${view.settings.preset}.`,
  );
  if (moves.total > 0) print(describeMoves(moves));
}

function readPair(pair: string): SettingChanges {
  const [, name = "", text = ""] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
  const shape = (settingShapes as Record<string, z.ZodType>)[name];
  if (!shape) {
    throw new Failure(
      "wrong-usage",
      `“${pair}” is not a setting and its value, like overlap=3. There are: preset, ${settingNames.join(", ")}.`,
    );
  }
  const parsed = shape.safeParse(readValue(text, shape));
  if (parsed.success) return { [name]: parsed.data };
  const problem =
    name === "agreementRule"
      ? "one of exact-with-original, exact, quorum:2, jaccard:0.5 is expected"
      : `it ${describeIssue(parsed.error.issues[0]!, text).what}`;
  throw new Failure("wrong-usage", `${name} cannot be “${text}”: ${problem}.`);
}

/** A value as it is typed: "yes", "3", "quorum:2". */
function readValue(text: string, shape: z.ZodType): unknown {
  if (shape === settingShapes.agreementRule) return readAgreementRule(text);
  if (shape instanceof z.ZodBoolean) return { yes: true, true: true, no: false, false: false }[text];
  return shape instanceof z.ZodNumber && text !== "" ? Number(text) : text;
}

const kinds: [Exclude<keyof Moves, "staying" | "total">, string][] = [
  ["toRefinement", "from agreed to refinement"],
  ["toAgreed", "from refinement to agreed"],
  ["otherLabels", "agreed on other labels"],
  ["toAnnotators", "lacking annotations again"],
  ["completed", "with all annotations now"],
];

function describeMoves(moves: Moves): string {
  const parts = kinds
    .filter(([kind]) => moves[kind].images > 0)
    .map(
      ([kind, words]) => `${formatCount(moves[kind].images, "image")} ${words} (${named(moves[kind].keys)})`,
    );
  return `${parts.join("; ")}.`;
}

const named = (keys: string[]) => keys.slice(0, 5).join(", ") + (keys.length > 5 ? ", …" : "");
