import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { createAccessToken } from "../src/actions/people/accessTokens.ts";
import { createRelease } from "../src/actions/releases/createRelease.ts";
import { makeAccount, startTestServer } from "../src/server/testServer.ts";
import { answerImage } from "./answerImage.ts";
import { makePerson, makeProject } from "./factories.ts";
import { onBothDatabases } from "./onBothDatabases.ts";

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
    const ctx = use();
    const { project, imageIds } = await makeProject(ctx, { images: { "a.jpg": [0], "b.jpg": [1] } });
    for (const annotator of ["ann", "bob"]) {
      const person = await makePerson(ctx, project, annotator, ["annotator"]);
      await answerImage(ctx, { project, image: imageIds["a.jpg"]!, person, yes: [0] });
    }
    const person = await makeAccount(ctx, {
      email: "lead@example.org",
      projectId: project,
      roles: ["lead"],
    });
    await createRelease(ctx, { project, name: "first", allowPending: true, person });
    const clock = { ...ctx, now: () => new Date() };
    const { token } = await createAccessToken(clock, {
      ...{ person, name: "examples", scopes: ["read"], days: 1, proof: "password" },
    });
    const { url, close } = await startTestServer(clock);
    const env = { ...process.env, MULTILABELFY: url, PROJECT: project, TOKEN: token };
    const options = { env, cwd: ctx.dataFolder };
    try {
      const script = join(ctx.dataFolder, "images.ts");
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
