import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { collectSooner, sooner } from "./collectSooner.ts";

it("sets what this Node knows", () => {
  const { stdout } = spawnSync(process.execPath, ["--v8-options"], { encoding: "utf8" });
  expect(stdout).toContain(`${sooner.split("=")[0]} `);
  expect(collectSooner).not.toThrow();
});
