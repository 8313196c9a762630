import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { buildProgram } from "../../program.ts";
import { completionFor, wordsByPath } from "./completion.ts";

it("offers the commands and options that can come next", async () => {
  const words = wordsByPath(await buildProgram("completion"));
  expect(words.get("")).toEqual(expect.arrayContaining(["serve", "import", "completion", "--quiet"]));
  expect(words.get("import")).toEqual(expect.arrayContaining(["images", "predictions"]));
  expect(words.get("import images")).toEqual(expect.arrayContaining(["--data", "--project", "--help"]));
});

it.skipIf(process.platform === "win32")("is understood by bash", async () => {
  const script = completionFor(await buildProgram("completion"), "bash");
  const complete = (...typed: string[]) => {
    const words = ["multilabelfy", ...typed].map((word) => `"${word}"`).join(" ");
    const ask = `COMP_WORDS=(${words}); COMP_CWORD=${typed.length}; _multilabelfy; echo "\${COMPREPLY[*]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", `${script}\n${ask}`], { encoding: "utf8" });
    expect(stderr).toBe("");
    return stdout.trim().split(" ");
  };
  expect(complete("rel")).toEqual(["release"]);
  expect(complete("import", "im")).toEqual(["images"]);
  expect(complete("import", "images", "./photos", "--proj")).toEqual(["--project"]);
});
