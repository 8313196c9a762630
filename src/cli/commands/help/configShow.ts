import type { Command } from "commander";
import { findSettings, listUnknownVariables } from "../../../config/findSettings.ts";
import { readConfig } from "../../../config/readConfig.ts";
import { settingNames, settingOf, variableOf } from "../../../config/settings.ts";
import { Failure } from "../../../contract/failure.ts";
import { example } from "../../options/options.ts";
import { formatTable, note, print, printJson } from "../../output/output.ts";

export function addConfigCommands(program: Command): void {
  const config = program.command("config").description("the program's settings");
  config
    .command("show")
    .description("show each setting, its value and where it comes from; secrets are not shown")
    .option("--json", "print the result as JSON on stdout")
    .addHelpText("after", example("config show"))
    .action(show);
}

function show({ json }: { json?: true }): void {
  const { settings, problem } = describe();
  if (json) printJson({ settings });
  else
    print(
      formatTable([
        ["setting", "value", "from", "what it is"],
        ...settings.map(({ name, value, from, about }) => [name, value ?? "–", from ?? "–", about]),
      ]),
    );
  const unknown = listUnknownVariables();
  if (unknown.length > 0) note(`Not known, so nothing comes of them: ${unknown.join(", ")}.`);
  if (problem) throw problem;
}

/** Each setting, and what is wrong with all of them together. @throws Failure `wrong-usage` where one cannot be read */
function describe() {
  try {
    const found = findSettings();
    const settings = settingNames.map((name) => {
      const setting = found.get(name);
      const { about, isSecret } = settingOf(name);
      return {
        name,
        variable: variableOf(name),
        value: setting ? (isSecret ? "(set)" : setting.text) : null,
        from: setting?.from ?? null,
        about,
      };
    });
    return { settings, problem: problemOf(() => readConfig(found)) };
  } catch (error) {
    throw new Failure("wrong-usage", (error as Error).message);
  }
}

function problemOf(read: () => unknown): Failure | null {
  try {
    read();
    return null;
  } catch (error) {
    return new Failure("wrong-usage", (error as Error).message);
  }
}
