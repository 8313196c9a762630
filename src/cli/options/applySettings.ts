import type { Command } from "commander";
import { defaultDataFolder } from "../../files/commandFor.ts";
import { readSettings } from "../installation.ts";

export const usualHost = "127.0.0.1";
export const usualPort = 4400;

const usual = { data: defaultDataFolder, host: usualHost, port: usualPort } as const;

/**
 * Gives a command the data folder, host and port of the settings where the command line does not name them. A command
 * whose own usual value is another one keeps that: the demo never runs on a group's data.
 */
export function applySettings(command: Command): void {
  const names = (Object.keys(usual) as (keyof typeof usual)[]).filter(
    (name) =>
      command.getOptionValueSource(name) === "default" && command.getOptionValue(name) === usual[name],
  );
  if (names.length === 0) return;
  const { defaults } = readSettings();
  for (const name of names)
    if (defaults[name] !== undefined) command.setOptionValueWithSource(name, defaults[name], "env");
}
