import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listEndpoints } from "../../../test/documents/listEndpoints.ts";
import { makeDraft, makeFinal, makeModel, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { assignBatches } from "../../actions/batches/assignBatches.ts";
import { getNextSheets } from "../../actions/contains/getNextSheets.ts";
import { defaultWishes, makeSheets } from "../../actions/contains/planContains.ts";
import { getNextReview } from "../../actions/review/getNextReview.ts";
import { saveReview } from "../../actions/review/saveReview.ts";
import { drawErrorSample } from "../../actions/severity/drawErrorSample.ts";
import { getNextError } from "../../actions/severity/getNextError.ts";
import { getThread } from "../../actions/talk/getThread.ts";
import { answerFlag } from "../../actions/talk/settleFlag.ts";
import { writeMessage } from "../../actions/talk/writeMessage.ts";
import { getNextWork } from "../../actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../../actions/tasks/saveAnnotation.ts";
import type { ReviewDraft } from "../../contract/review.ts";
import { insertAuditedImage } from "../../db/auditSample/auditAnswers.ts";
import { newId } from "../../db/sql/newId.ts";
import { makeAccount, makeBrowser, startTestServer } from "../testServer.ts";

/** A write that bears an operation: who sends it, where to, and what. */
interface Write {
  who: "ann" | "eve";
  path: string;
  method: "PUT" | "POST";
  body(): Record<string, unknown>;
}

const writes = [
  "PUT /api/assignments/:assignment/annotation",
  "POST /api/assignments/:assignment/skip",
  "PUT /api/reviews/:review",
  "PUT /api/reviews/:review/joint",
  "PUT /api/sheets/:sheet",
  "PUT /api/errors/:error",
  "PUT /api/projects/:project/audit-sample/differences/:image",
] as const;

/** Those of what is said of an image: nothing comes after them. */
const talk = [
  "POST /api/projects/:project/images/:image/thread",
  "PUT /api/projects/:project/messages/:message",
  "POST /api/projects/:project/messages/:message/take-back",
  "POST /api/projects/:project/images/:image/flags/answer",
  "POST /api/projects/:project/images/:image/flags/reopen",
] as const;

const none = () => makeDraft([], { noneOfThese: true, comment: "looked closely" });
const blurred: ReviewDraft = {
  cause: "low-resolution",
  verdict: "agree",
  comment: "",
  found: null,
  activeMs: 10,
};

onBothDatabases("a write sent again", (use) => {
  let project: string;
  let close: () => Promise<void>;
  let url: string;
  let ids: Record<"ann" | "ben" | "eve" | "fay", string>;
  let browsers: Record<string, ReturnType<typeof makeBrowser>>;

  beforeAll(async () => {
    ({ url, close } = await startTestServer(use()));
    ids = { ann: "", ben: "", eve: "", fay: "" };
    browsers = {};
    for (const name of ["ann", "ben", "eve", "fay"] as const) {
      ids[name] = await makeAccount(use(), { email: `${name}@example.org` });
      browsers[name] = makeBrowser(url);
      await browsers[name].signIn(`${name}@example.org`);
    }
  });
  afterAll(() => close());

  beforeEach(async () => {
    ({ project } = await makeProject(use(), { images: { "a.jpg": [1], "b.jpg": [2], "c.jpg": [3] } }));
    const at = "2026-01-01T00:00:00.000Z";
    const members = (["ann", "ben", "eve", "fay"] as const).map((name) => ({
      projectId: project,
      personId: ids[name],
      role: name < "c" ? ("annotator" as const) : ("expert" as const),
      createdAt: at,
    }));
    await use().db.insertInto("membership").values(members).execute();
    await assignBatches(use(), { project, annotators: [ids.ann, ids.ben], batches: 1, overlap: 2, seed: 1 });
  });

  async function submitNext(name: "ann" | "ben" | "fay", stage: "annotate" | "refine") {
    const { current } = await getNextWork(use(), { project, stage, person: ids[name] });
    if (!current) throw new Error("nothing to do");
    const save = makeSave(none(), { revision: current.revision });
    await saveAnnotation(use(), { person: ids[name], assignment: current.id, ...save });
  }

  async function prepare(write: (typeof writes)[number]): Promise<Write> {
    const [method, pattern] = write.split(" ") as ["PUT" | "POST", string];
    const to = (noun: string, id: string) => pattern.replace(`:${noun}`, id);
    if (write === writes[0] || write === writes[1]) {
      const { current } = await getNextWork(use(), { project, stage: "annotate", person: ids.ann });
      const body = (): Record<string, unknown> =>
        write === writes[0]
          ? { ...makeSave(none(), { operation: newId() }) }
          : { operation: newId(), reason: "too dark" };
      return { who: "ann", method, path: to("assignment", current?.id ?? ""), body };
    }
    if (write === writes[4]) {
      await makeSheets(use(), { project, ...defaultWishes, topK: 0, controlShare: 0 });
      const { current } = await getNextSheets(use(), { project, person: ids.ann });
      const { id: sheet = "", draft, revision = 0 } = current ?? {};
      const marks = (draft?.marks ?? []).map((mark) => ({ ...mark, isTicked: true }));
      const submission = { revision, state: "submitted", draft: { marks, activeMs: 10 } };
      return {
        who: "ann",
        method,
        path: to("sheet", sheet),
        body: () => ({ ...submission, operation: newId() }),
      };
    }
    if (write === writes[5]) {
      const keys = await use()
        .db.selectFrom("image")
        .select(["key", "id"])
        .where("projectId", "=", project)
        .execute();
      const imageIds = Object.fromEntries(keys.map(({ key, id }) => [key, id]));
      for (const { id } of keys) await makeFinal(use(), id, [1]);
      const model = await makeModel(
        use(),
        imageIds,
        "m",
        Object.fromEntries(keys.map(({ key }) => [key, [9]])),
      );
      await drawErrorSample(use(), { project, model, count: 3, seed: 1, person: null });
      const { current } = await getNextError(use(), { project, person: ids.eve });
      const rating = { revision: 0, severity: "major", cause: null, comment: "", activeMs: 10 };
      return {
        who: "eve",
        method,
        path: to("error", current?.id ?? ""),
        body: () => ({ ...rating, operation: newId() }),
      };
    }
    if (write === writes[6]) {
      const at = "2026-01-01T00:00:00.000Z";
      const { id: image } = await use()
        .db.selectFrom("image")
        .select("id")
        .where("projectId", "=", project)
        .where("key", "=", "a.jpg")
        .executeTakeFirstOrThrow();
      await insertAuditedImage(use().db, { project, image, cards: [], at });
      // Neither expert could judge it.
      const state = { state: "blocked" as const, skipReason: "", revealedAt: null, openedAt: at };
      for (const personId of [ids.eve, ids.fay])
        await use()
          .db.insertInto("assignment")
          .values({
            ...{ id: newId(), projectId: project, stage: "label-anew", imageId: image, personId, ...state },
            ...{ batchId: null, position: 0, createdAt: at, updatedAt: at },
          })
          .execute();
      const settlement = { revision: 0, decisions: null, comment: "", activeMs: 10 };
      return {
        who: "eve",
        method,
        path: pattern.replace(":project", project).replace(":image", image),
        body: () => ({ ...settlement, operation: newId() }),
      };
    }
    for (const name of ["ann", "ben"] as const) await submitNext(name, "annotate");
    await submitNext("fay", "refine");
    const { current } = await getNextReview(use(), { project, person: ids.eve });
    const review = current?.id ?? "";
    const save = { operation: newId(), revision: 0, state: "submitted", draft: blurred } as const;
    if (write === writes[2])
      return {
        who: "eve",
        method,
        path: to("review", review),
        body: () => ({ ...save, operation: newId() }),
      };
    const beside = await getNextReview(use(), { project, person: ids.fay });
    await saveReview(use(), { ...save, person: ids.eve, review });
    await saveReview(use(), {
      ...save,
      operation: newId(),
      person: ids.fay,
      review: beside.current?.id ?? "",
      draft: { ...blurred, cause: "uncommon" },
    });
    const { current: differs } = await getNextReview(use(), { project, person: ids.eve });
    const answer = { cause: "uncommon", verdict: "agree", comment: "" };
    const { revision = 0 } = differs ?? {};
    return {
      who: "eve",
      method,
      path: to("review", review),
      body: () => ({ operation: newId(), revision, answer }),
    };
  }

  async function send({ who, method, path }: Write, body: unknown) {
    const reply = await browsers[who]!.send(method, path, body);
    const answer = (await reply.json()) as { saved?: unknown; next?: unknown; code?: string };
    return { status: reply.status, ...answer };
  }

  const eventsOf = (operation: unknown) =>
    use().db.selectFrom("event").select("kind").where("operation", "=", String(operation)).execute();

  it("is every endpoint with an operation", async () => {
    const found = (await listEndpoints())
      .filter(({ endpoint: { body } }) => "operation" in Object((body as { shape?: object }).shape))
      .map(({ endpoint: { method, path } }) => `${method} ${path}`);
    expect(found.sort()).toEqual([...writes, ...talk].sort());
  });

  it.each(talk)("%s is done once, and with something else refused", async (write) => {
    const { current } = await getNextWork(use(), { project, stage: "annotate", person: ids.ann });
    const { id: assignment, image } = current!;
    const save = makeSave(makeDraft([1], { flag: "Two in one?" }));
    await saveAnnotation(use(), { person: ids.ann, assignment, ...save });
    const lead = { projectId: project, personId: ids.eve, role: "lead" as const, createdAt: save.operation };
    await use().db.insertInto("membership").values(lead).execute();
    const of = { project, image: image.id, person: ids.ann };
    const { message } = await writeMessage(use(), { ...of, operation: newId(), text: "First.", to: null });
    const flag = (await getThread(use(), of)).entries.find(({ kind }) => kind === "flag")!.id;
    if (write.endsWith("reopen"))
      await answerFlag(use(), { ...of, person: ids.eve, operation: newId(), flag, answer: "No." });
    const [method, pattern] = write.split(" ") as ["PUT" | "POST", string];
    const path = [project, image.id, message].reduce(
      (known, id, at) => known.replace([":project", ":image", ":message"][at]!, id),
      pattern,
    );
    const who = write.endsWith("answer") ? "eve" : "ann";
    const rest = pattern.includes("flags")
      ? { flag }
      : pattern.endsWith("take-back")
        ? {}
        : { text: "Once." };
    const sent: Write = { who, method, path, body: () => ({ operation: newId(), ...rest }) };
    const body = sent.body();
    const replies = await Promise.all(Array.from({ length: 4 }, () => send(sent, body)));
    for (const reply of replies) expect(reply).toEqual({ ...replies[0], status: 200 });
    expect(await eventsOf(body.operation)).toHaveLength(1);
    const elsewhere = { ...sent, path: path.replace(message, newId()) };
    const other = pattern.endsWith("take-back")
      ? body
      : { ...body, text: "Another.", flag: "another", answer: "x" };
    const fields = Object.fromEntries(
      Object.entries(other).filter(
        ([name]) => name in body || (name === "answer" && write.endsWith("answer")),
      ),
    );
    expect(await send(elsewhere, fields)).toMatchObject({ status: 422, code: "operation-reused" });
  });

  describe.each(writes)("%s", (name) => {
    it("at once, however often, is done once and answered alike", async () => {
      const write = await prepare(name);
      const body = write.body();
      const replies = await Promise.all(Array.from({ length: 8 }, () => send(write, body)));
      expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
      for (const { saved } of replies) expect(saved).toEqual(replies[0]?.saved);
      expect(await eventsOf(body.operation)).toHaveLength(1);
    });

    it("with something else is refused", async () => {
      const write = await prepare(name);
      const body = write.body();
      expect((await send(write, body)).status).toBe(200);
      const other = { ...body, ...("reason" in body ? { reason: "another" } : { revision: 9 }) };
      expect(await send(write, other)).toMatchObject({ status: 422, code: "operation-reused" });
    });

    it.each(["access", "role", "project", "image", "practice"] as const)(
      "is answered as before although the person has lost their %s, and anything new is refused",
      async (lost) => {
        const write = await prepare(name);
        const body = write.body();
        const first = await send(write, body);
        expect(first.status).toBe(200);
        const { db } = use();
        const person = ids[write.who];
        const membership = db
          .updateTable("membership")
          .where("personId", "=", person)
          .where("projectId", "=", project);
        if (lost === "access") await membership.set({ endedAt: "2026-01-02T00:00:00.000Z" }).execute();
        if (lost === "role") await membership.set({ role: "lead" }).execute();
        if (lost === "project")
          await db
            .updateTable("project")
            .set({ archivedAt: "2026-01-02T00:00:00.000Z" })
            .where("id", "=", project)
            .execute();
        if (lost === "image")
          await db
            .updateTable("assignment")
            .set({ state: "withdrawn" })
            .where("personId", "=", person)
            .execute();
        if (lost === "practice") {
          const row = await db
            .selectFrom("project")
            .select("settingsJson")
            .where("id", "=", project)
            .executeTakeFirstOrThrow();
          const settings = { ...(JSON.parse(row.settingsJson) as object), qualification: true };
          await db
            .updateTable("project")
            .set({ settingsJson: JSON.stringify(settings) })
            .where("id", "=", project)
            .execute();
        }
        const again = await send(write, body);
        expect({ status: again.status, saved: again.saved }).toEqual({ status: 200, saved: first.saved });
        // A reviewer has no assignment, and practice is for annotators.
        if (write.who === "eve" && (lost === "image" || lost === "practice")) return;
        // A sheet is no assignment.
        if (name === writes[4] && lost === "image") return;
        expect(again.next).toBeNull();
        const { status } = await send(write, write.body());
        expect([403, 404, 409]).toContain(status);
      },
    );
  });
});
