import { execFile } from "node:child_process";
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
const folder = join(import.meta.dirname, "../python");
/** `npm run test:python` makes one that has all of it. */
const python = process.env.PYTHON ?? "python3";

const isThere = await run(python, ["-c", "import httpx, numpy, pandas, polars, pytest"]).then(
  () => true,
  () => false,
);

onBothDatabases("the Python package", (use) => {
  it("reads a project from a running server, and sends predictions", async ({ skip }) => {
    skip(!isThere, "Python with httpx, pandas, polars and pytest is not here: npm run test:python gets them");
    const ctx = { ...use(), now: () => new Date() };
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
    const made = { person, name: "python", days: 1, proof: "password" as const };
    const { token } = await createAccessToken(ctx, { ...made, scopes: ["read", "manage"] });
    const { url, close } = await startTestServer(ctx);
    try {
      const { stdout } = await run(python, ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"], {
        cwd: folder,
        env: {
          ...process.env,
          PYTHONPATH: process.env.MULTILABELFY_WHEEL ? "" : join(folder, "src"),
          PYTHONDONTWRITEBYTECODE: "1",
          MULTILABELFY: url,
          PROJECT: project,
          MULTILABELFY_TOKEN: token,
        },
      }).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? String(error) }));
      expect(stdout).toMatch(/\d+ passed/);
      expect(stdout).not.toMatch(/failed|error/i);
    } finally {
      await close();
    }
  });
});
