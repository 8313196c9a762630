import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { onBothDatabases } from "./onBothDatabases.ts";
import { openReleased } from "./openReleased.ts";

const run = promisify(execFile);
const document = await readFile(join(import.meta.dirname, "../docs/api.md"), "utf8");

/** The example in docs/api.md that is marked so. */
const exampleOf = (mark: string): string =>
  new RegExp(`^\`\`\`\\w+ ${mark}\\n(.*?)^\`\`\``, "ms").exec(document)?.[1] ?? "";

/** Whether the machine has a program; the examples are for those who have it. */
const has = (program: string) =>
  run(program, ["--version"]).then(
    () => true,
    () => false,
  );

onBothDatabases("the examples of docs/api.md", (use) => {
  it("do what they say, as they stand there", async ({ skip }) => {
    const { url, project, token, close } = await openReleased(use(), ["read"]);
    const env = { ...process.env, MULTILABELFY: url, PROJECT: project, TOKEN: token };
    const options = { env, cwd: use().dataFolder };
    try {
      const script = join(use().dataFolder, "images.ts");
      await writeFile(script, exampleOf("typescript"));
      const images = await run(process.execPath, [script], options);
      expect(images.stdout.trim().split("\n").sort()).toEqual([
        expect.stringMatching(/^a\.jpg \S+/),
        expect.stringMatching(/^b\.jpg \S+/),
      ]);
      const [curl, python] = [await has("curl"), await has("python3")];
      if (curl) {
        const { stdout } = await run("sh", ["-c", exampleOf("curl")], options);
        expect(JSON.parse(stdout).images.total).toBe(2);
      }
      if (python) {
        const { stdout } = await run("python3", ["-c", exampleOf("python")], options);
        expect(stdout).toMatch(/^image,/);
      }
      skip(!curl || !python, "curl or Python is not here: their examples were not run");
    } finally {
      await close();
    }
  });
});
