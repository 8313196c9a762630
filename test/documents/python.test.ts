import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { openReleased } from "../made/openReleased.ts";
import { onBothDatabases } from "../onBothDatabases.ts";

const run = promisify(execFile);
const folder = join(import.meta.dirname, "../../python");
/** `npm run test:python` makes one that has all of it. */
const python = process.env.PYTHON ?? "python3";

const isThere = await run(python, ["-c", "import httpx, numpy, pandas, polars, pytest"]).then(
  () => true,
  () => false,
);

onBothDatabases("the Python package", (use) => {
  it("reads a project from a running server, and sends predictions", async ({ skip }) => {
    skip(!isThere, "Python with httpx, pandas, polars and pytest is not here: npm run test:python gets them");
    const { url, project, token, close } = await openReleased(use(), ["read", "manage"]);
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
