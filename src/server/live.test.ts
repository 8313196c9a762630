import { afterEach, beforeEach, expect, it } from "vitest";
import { makeDraft, makeProject, makeSave } from "../../test/factories.ts";
import { onBothDatabases } from "../../test/onBothDatabases.ts";
import { assignBatches } from "../actions/batches/assignBatches.ts";
import { getNextWork } from "../actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../actions/tasks/saveAnnotation.ts";
import { livePath } from "../contract/live.ts";
import { insertEvents } from "../db/event.ts";
import { insertJob, updateJob } from "../db/jobs.ts";
import { insertMembership } from "../db/people/membership.ts";
import { newId } from "../db/sql/newId.ts";
import { openDatabase } from "../db/sql/openDatabase.ts";
import { makeAccount, makeBrowser, startTestServer } from "./testServer.ts";

const pathOf = (project: string) => livePath.replace(":project", project);

onBothDatabases("live pages", (use) => {
  let url: string;
  let close: () => Promise<void>;
  let project: string;
  let other: string;
  let path: string;
  const people: Record<string, { id: string; email: string; browser: ReturnType<typeof makeBrowser> }> = {};

  beforeEach(async () => {
    const ctx = use();
    ({ url, close } = await startTestServer(ctx, undefined, { live: { lookEvery: 20, beatEvery: 100 } }));
    ({ project } = await makeProject(ctx, { images: { "a.jpg": [1] } }));
    ({ project: other } = await makeProject(ctx, { images: {} }));
    path = pathOf(project);
    for (const [name, role, where] of [
      ["lead", "lead", project],
      ["second", "lead", project],
      ["annotator", "annotator", project],
      ["outsider", "lead", other],
    ] as const) {
      const email = `${name}-${newId()}@example.org`;
      const id = await makeAccount(ctx, { email, projectId: where, roles: [role] });
      const browser = makeBrowser(url);
      await browser.signIn(email);
      people[name] = { id, email, browser };
    }
  });
  afterEach(() => close());

  async function listen(name: string, to = project) {
    const response = await people[name]!.browser.send("GET", pathOf(to));
    expect(response.status).toBe(200);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    /** Reads on until something was sent, or to the end of the stream. */
    async function readUntil(wanted: RegExp | "end"): Promise<string> {
      while (wanted === "end" || !wanted.test(text)) {
        const { done, value } = await reader.read();
        if (done && wanted === "end") return text;
        if (done) throw new Error(`the stream ended with ${JSON.stringify(text)}`);
        text += value;
      }
      return text;
    }
    return { readUntil, cancel: () => reader.cancel() };
  }

  async function annotate() {
    const ctx = use();
    const person = people.annotator!.id;
    const { current } = await getNextWork(ctx, { project, stage: "annotate", person });
    await saveAnnotation(ctx, { person, assignment: current!.id, ...makeSave(makeDraft([1])) });
  }

  const begin = () =>
    assignBatches(use(), { project, annotators: [people.annotator!.id], batches: 1, overlap: 1, seed: 1 });

  it("tells every lead who listens that something changed, and nothing where nothing did", async () => {
    await begin();
    const lead = await listen("lead");
    const second = await listen("second");
    expect(await lead.readUntil(/(: here\n\n){3}/)).not.toContain("data:");
    await annotate();
    await lead.readUntil(/\n\ndata: changed\n\n/);
    await second.readUntil(/\n\ndata: changed\n\n/);
    await Promise.all([lead.cancel(), second.cancel()]);
  });

  it("tells of what another server and the command line write, and of a job that goes on", async () => {
    const ctx = use();
    await begin();
    const db = await openDatabase(ctx.address);
    const other = await startTestServer({ ...ctx, db });
    const lead = await listen("lead");
    const second = await listen("second");
    const annotator = makeBrowser(other.url);
    await annotator.signIn(people.annotator!.email);
    const { current } = await getNextWork(ctx, { project, stage: "annotate", person: people.annotator!.id });
    const saved = await annotator.send(
      "PUT",
      `/api/assignments/${current!.id}/annotation`,
      makeSave(makeDraft([1])),
    );
    expect(saved.status).toBe(200);
    await lead.readUntil(/data: changed/);
    await second.readUntil(/data: changed/);

    const startedAt = new Date().toISOString();
    const job = { id: newId(), projectId: project, kind: "propose", state: "running" as const, message: "" };
    await insertJob(db, { ...job, done: 0, total: 2, startedAt, updatedAt: startedAt });
    await lead.readUntil(/data: changed(.|\n)*data: changed/);
    await updateJob(db, job.id, { done: 1, updatedAt: new Date(Date.now() + 1).toISOString() });
    await lead.readUntil(/data: changed(.|\n)*data: changed(.|\n)*data: changed/);
    await Promise.all([lead.cancel(), second.cancel()]);
    await other.close();
    await db.destroy();
  });

  it("tells the leads of one project nothing of another", async () => {
    const lead = await listen("lead");
    const outsider = await listen("outsider", other);
    await insertEvents(use().db, [
      { project: other, at: new Date().toISOString(), person: null, kind: "settings-changed" },
    ]);
    await outsider.readUntil(/data: changed/);
    expect(await lead.readUntil(/(: here\n\n){3}/)).not.toContain("data:");
    await Promise.all([lead.cancel(), outsider.cancel()]);
  });

  it("is for leads of the project", async () => {
    const statuses = ["annotator", "outsider"].map(
      async (name) => (await people[name]!.browser.send("GET", path)).status,
    );
    expect(await Promise.all(statuses)).toEqual([403, 404]);
  });

  it("is not held back, packed or kept by a web server in between", async () => {
    const { headers, body } = await people.lead!.browser.send("GET", path);
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      "content-type": "text/event-stream",
    });
    await body!.cancel();
  });

  it("ends when a lead's role is taken, without a word, and goes on for the others", async () => {
    const lead = await listen("lead");
    const second = await listen("second");
    const gone = `/api/projects/${project}/people/${people.second!.id}/deactivate`;
    expect((await people.lead!.browser.send("POST", gone, {})).status).toBe(200);
    expect(await second.readUntil("end")).not.toContain("data:");
    await lead.readUntil(/data: changed\n\n(.|\n)*: here/);
    await lead.cancel();
  });

  it("ends when a lead is one no more but stays with the project, or leads another", async () => {
    const second = await listen("second");
    const roles = `/api/projects/${project}/people/${people.second!.id}/roles`;
    const change = (to: string[]) => people.lead!.browser.send("PUT", roles, { roles: to });
    // The session stays, so that the role alone decides.
    await insertMembership(use().db, {
      projectId: other,
      personId: people.second!.id,
      role: "lead",
      createdAt: new Date().toISOString(),
    });
    expect((await change(["annotator"])).status).toBe(200);
    expect(await second.readUntil("end")).not.toContain("data:");
    expect((await people.second!.browser.send("GET", "/api/session")).status).toBe(200);
    expect((await change(["lead"])).status).toBe(200);
  });

  it("ends with the session", async () => {
    const lead = await listen("lead");
    await people.lead!.browser.send("POST", "/api/auth/sign-out", {});
    expect(await lead.readUntil("end")).not.toContain("data:");
  });

  it("does not keep the server from stopping", async () => {
    const lead = await listen("lead");
    await close();
    expect(await lead.readUntil("end")).not.toContain("data:");
    await expect(fetch(url)).rejects.toThrow();
    close = async () => {};
  });
});
