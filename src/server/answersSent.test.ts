import { expect, it } from "vitest";
import { makeProject } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { getContainsReport } from "../actions/contains/getContainsReport.ts";
import type { JobView } from "../contract/jobs.ts";
import { makeAccount, makeBrowser, startTestServer } from "./testServer.ts";

onBothDatabases("answers that a lead sends", (use) => {
  it("are told before they are added, and refused by their rows, with nothing kept", async () => {
    const { url, close } = await startTestServer(use());
    try {
      const { project } = await makeProject(use(), { images: { "a.jpg": [1], "b.jpg": [2] } });
      await makeAccount(use(), { email: "lead@example.org", projectId: project, roles: ["lead"] });
      const lead = makeBrowser(url);
      await lead.signIn("lead@example.org");
      const cookie = [...lead.cookies].map((pair) => pair.join("=")).join("; ");
      const path = `/api/projects/${project}`;
      const send = async (upload: string, ...rows: string[]) => {
        const reply = await fetch(`${url}${path}/uploads/${upload}/files?path=answers.csv`, {
          method: "PUT",
          headers: { cookie, "content-type": "application/octet-stream" },
          body: ["image,label,annotator,answer,original,control", ...rows].join("\n"),
        });
        expect(reply.status).toBe(200);
        return { upload, file: "answers.csv" };
      };
      const plans = async () => (await getContainsReport(use(), { project })).plans.length;

      const bad = await send("0123456789ab", "a.jpg,1,w,yes,1,", "z.jpg,1,w,yes,1,");
      const refused = await lead.send("POST", `${path}/contains/look`, bad);
      expect(refused.status).toBe(422);
      const { message } = (await refused.json()) as { message: string };
      expect(message).toMatch(/^answers\.csv: .*row 3: the project has no image “z\.jpg”/s);

      const good = await send("0123456789ac", "a.jpg,1,w,yes,1,", "b.jpg,1,v,no,2,no");
      const seen = await lead.send("POST", `${path}/contains/look`, good);
      expect(await seen.json()).toMatchObject({
        answers: 2,
        controls: 1,
        annotators: 2,
        images: 2,
        labels: 1,
      });
      expect(await plans()).toBe(0);

      const ended = async (body: object) => {
        const work = { kind: "import-answers", ...body };
        const { id } = (await (await lead.send("POST", `${path}/jobs`, work)).json()) as JobView;
        let job: JobView | undefined;
        await expect
          .poll(
            async () => {
              job = (await (await lead.send("GET", `${path}/jobs/${id}`)).json()) as JobView;
              return job.state;
            },
            { timeout: 60_000 },
          )
          .toMatch(/done|failed/);
        return job!;
      };
      const failed = await ended(bad);
      expect(failed.state).toBe("failed");
      expect(failed.message).toContain("row 3");
      expect(await plans()).toBe(0);
      expect((await ended(good)).state).toBe("done");
      expect(await plans()).toBe(1);
      // As after a job that was killed when its answers were stored: nothing is refused, and nothing stored twice.
      const again = await ended(await send("0123456789ad", "a.jpg,1,w,yes,1,", "b.jpg,1,v,no,2,no"));
      expect([again.state, again.outcome?.notes]).toEqual([
        "done",
        ["answers.csv: plan 1 holds these answers."],
      ]);
      expect(await plans()).toBe(1);
      const { createdBy } = await use()
        .db.selectFrom("sheetPlan")
        .select("createdBy")
        .executeTakeFirstOrThrow();
      expect(createdBy).not.toBeNull();
    } finally {
      await close();
    }
  });
});
