import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { readConfigFile } from "./configFile.ts";
import { type SettingName, settingNames, settingOf, variableOf } from "./settings.ts";

export interface FoundSetting {
  /** As given; paths in a config file are made absolute. */
  text: string;
  /** As the program uses it. */
  value: unknown;
  /** A variable of the environment, or a config file's path. */
  from: string;
  /** The folder that its paths are relative to. */
  base: string;
}

export type FoundSettings = ReadonlyMap<SettingName, FoundSetting>;

type Given = Pick<FoundSetting, "text" | "from" | "base"> & {
  /** Its name in messages. */
  called: string;
};

const fileSuffix = { variable: "_FILE", key: "File" };

/**
 * The given settings: the environment takes precedence over the config file.
 *
 * @throws Error naming the variable or the entry that is wrong, unknown, or given twice
 */
export function findSettings(): FoundSettings {
  const file = readConfigFile();
  if (file) refuseUnknown(file);
  const found = new Map<SettingName, FoundSetting>();
  for (const name of settingNames) {
    const given = fromEnvironment(name) ?? (file && fromFile(name, file));
    if (given) found.set(name, check(name, given));
  }
  return found;
}

/** Variables with our prefix that are not settings. */
export function listUnknownVariables(): string[] {
  const known = new Set(
    settingNames.flatMap((name) => [variableOf(name), `${variableOf(name)}${fileSuffix.variable}`]),
  );
  return Object.keys(process.env)
    .filter((variable) => variable.startsWith("MULTILABELFY_") && variable !== "MULTILABELFY_CONFIG")
    .filter((variable) => !known.has(variable))
    .sort();
}

function fromEnvironment(name: SettingName): Given | null {
  const variable = variableOf(name);
  const place = { base: process.cwd() };
  // An empty variable counts as not set.
  const text = process.env[variable] || undefined;
  const named = settingOf(name).isSecret ? process.env[`${variable}${fileSuffix.variable}`] : undefined;
  if (text !== undefined && named)
    throw new Error(`${variable} and ${variable}${fileSuffix.variable} are both set. Leave one of them out.`);
  if (named) {
    const from = `${variable}${fileSuffix.variable}`;
    return { ...place, text: readSecret(resolve(named), from), from, called: `What ${from} names` };
  }
  if (text === undefined) return null;
  return { ...place, text, from: variable, called: `The environment variable ${variable}` };
}

function fromFile(
  name: SettingName,
  { path, entries }: { path: string; entries: Record<string, unknown> },
): Given | null {
  const place = { from: path, base: dirname(path) };
  const [key, fileKey] = [name, `${name}${fileSuffix.key}`];
  const named = settingOf(name).isSecret ? entries[fileKey] : undefined;
  if (entries[key] !== undefined && named !== undefined)
    throw new Error(`${path} has both “${key}” and “${fileKey}”. Leave one of them out.`);
  const wanted = named === undefined ? key : fileKey;
  if (entries[wanted] === undefined) return null;
  const called = `“${wanted}” in ${path}`;
  const text = textOf(entries[wanted]);
  if (text === undefined)
    throw new Error(`${called} is wrong: it must be a text, a number or a list of texts.`);
  if (named !== undefined)
    return { ...place, text: readSecret(resolve(place.base, text), called), called: `What ${called} names` };
  return { ...place, text: settingOf(name).isPath ? resolve(place.base, text) : text, called };
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return Array.isArray(value) && value.every((one) => typeof one === "string") ? value.join(",") : undefined;
}

function check(name: SettingName, { called, ...given }: Given): FoundSetting {
  const parsed = settingOf(name).schema.safeParse(given.text);
  if (!parsed.success) throw new Error(`${called} is wrong: ${parsed.error.issues[0]!.message}.`);
  return { ...given, value: parsed.data };
}

function readSecret(path: string, called: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    throw new Error(`The file that ${called} names cannot be read: ${(error as Error).message}.`);
  }
}

function refuseUnknown({ path, entries }: { path: string; entries: Record<string, unknown> }): void {
  const known = settingNames.flatMap((name) =>
    settingOf(name).isSecret ? [name, `${name}${fileSuffix.key}`] : [name],
  );
  const unknown = Object.keys(entries).find((key) => !(known as string[]).includes(key));
  if (unknown !== undefined)
    throw new Error(`${path} has “${unknown}”, which is no setting. Settings are: ${known.join(", ")}.`);
}
