import { expect, test } from "vitest";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { createProject } from "../actions/project/createProject.ts";
import { findLatestJob } from "../db/jobs.ts";
import { runJob } from "./runJob.ts";

onBothDatabases("A job", (use) => {
  test("runs alone in its project, and its end can be read", async () => {
    const project = await createProject(use(), { name: "Jobs", labelSpace: "imagenet-1k" });
    const inner = runJob(use(), { project, kind: "propose" }, async () => {
      expect(await findLatestJob(use().db, project.id)).toMatchObject({ kind: "propose", state: "running" });
      await expect(runJob(use(), { project, kind: "import-images" }, async () => {})).rejects.toMatchObject({
        code: "in-use",
      });
      return "result";
    });
    expect(await inner).toBe("result");
    expect(await findLatestJob(use().db, project.id)).toMatchObject({ state: "done" });

    const failing = runJob(use(), { project, kind: "propose" }, async () => {
      throw new Error("no more paper");
    });
    await expect(failing).rejects.toThrow("no more paper");
    expect(await findLatestJob(use().db, project.id)).toMatchObject({
      state: "failed",
      message: "no more paper",
    });
  });
});
