import { expect, it } from "vitest";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { importImages } from "../actions/images/importImages.ts";
import { createProject } from "../actions/project/createProject.ts";
import { writePhotos } from "../actions/testing/writePhotos.ts";
import type { JobView } from "../contract/jobs.ts";
import { insertJob } from "../db/jobs.ts";
import { makeAccount, makeBrowser, startTestServer } from "./testServer.ts";

onBothDatabases("a server with jobs", (use) => {
  it("runs them apart, also those that an earlier server did not end", async () => {
    const ctx = use();
    const { id: project } = await createProject(ctx, { name: "Jobs", labelSpace: "imagenet-1k" });
    await importImages(ctx, { project, source: await writePhotos({ "a.jpg": 1, "b.jpg": 2 }) });
    const at = "2026-01-01T00:00:00.000Z";
    const left = await insertJob(ctx.db, {
      ...{ projectId: project, kind: "verify", inputJson: '{"kind":"verify"}', state: "running" },
      ...{ attempts: 1, done: 0, total: 0, message: "", startedAt: at, updatedAt: at },
    });
    await makeAccount(ctx, { email: "lead@example.org", projectId: project, roles: ["lead"] });
    const { url, close } = await startTestServer(ctx);
    try {
      const lead = makeBrowser(url);
      await lead.signIn("lead@example.org");
      const path = `/api/projects/${project}/jobs`;
      const work = { kind: "propose", by: "search" };
      const { id } = (await (await lead.send("POST", path, work)).json()) as JobView;
      const states = async () => {
        const { jobs } = (await (await lead.send("GET", path)).json()) as { jobs: JobView[] };
        return Object.fromEntries(jobs.map(({ id, state }) => [id, state]));
      };
      await expect.poll(states).toEqual({ [id]: "done", [left]: "done" });
      const reply = await lead.send("GET", `${path}/${id}`);
      expect(await reply.json()).toMatchObject({
        by: "lead",
        outcome: { counts: [{ what: "withoutProposals", count: 2 }, {}] },
      });
    } finally {
      await close();
    }
  });
});
