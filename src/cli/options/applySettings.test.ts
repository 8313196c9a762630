import { resolve } from "node:path";
import { Command } from "commander";
import { afterEach, expect, it, vi } from "vitest";
import { defaultDataFolder } from "../../files/commandFor.ts";
import { applySettings, usualPort } from "./applySettings.ts";

afterEach(() => vi.unstubAllEnvs());

/** A command after these words were read. */
async function read(words: string[], usualData: string = defaultDataFolder) {
  const command = new Command("serve")
    .option("--data <folder>", "", usualData)
    .option("--port <number>", "", Number, usualPort)
    .action((_, one: Command) => applySettings(one));
  await command.parseAsync(words, { from: "user" });
  return command.opts<{ data: string; port: number }>();
}

it("takes what the environment says where the command line names nothing", async () => {
  expect(await read([])).toEqual({ data: defaultDataFolder, port: usualPort });
  vi.stubEnv("MULTILABELFY_DATA", resolve("labels"));
  vi.stubEnv("MULTILABELFY_PORT", "8080");
  expect(await read([])).toEqual({ data: resolve("labels"), port: 8080 });
  expect(await read(["--data", "mine", "--port", "1"])).toEqual({ data: "mine", port: 1 });
  // The demo keeps a folder of its own.
  expect(await read([], "./multilabelfy-demo")).toEqual({ data: "./multilabelfy-demo", port: 8080 });
  vi.stubEnv("MULTILABELFY_PORT", "many");
  await expect(read([])).rejects.toMatchObject({ code: "wrong-usage" });
});
