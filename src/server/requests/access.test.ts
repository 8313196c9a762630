import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listEndpoints } from "../../../test/documents/listEndpoints.ts";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { onSqlite } from "../../../test/onBothDatabases.ts";
import { createAccessToken } from "../../actions/people/accessTokens.ts";
import { createInvitation } from "../../actions/people/createInvitation.ts";
import type { TokenScope } from "../../core/people/tokenScope.ts";
import { type Role, roles, type Stage } from "../../core/tasks/stage.ts";
import { insertAuditedImage } from "../../db/auditSample/auditAnswers.ts";
import { insertSheetAnswer } from "../../db/contains/sheetAnswer.ts";
import { insertSheetPlan } from "../../db/contains/sheetPlan.ts";
import { insertPractice } from "../../db/practice.ts";
import { insertReview } from "../../db/review/review.ts";
import { insertApplication } from "../../db/rulings/application.ts";
import { insertRuling } from "../../db/rulings/ruling.ts";
import { newId } from "../../db/sql/newId.ts";
import { insertAssignments } from "../../db/tasks/assignment.ts";
import { insertWebhook } from "../../db/webhooks.ts";
import { confirmed, mayUse, takesWork, whenArchived } from "../testing/routeRights.ts";
import { makeAccount, makeBrowser, startTestServer } from "../testServer.ts";

/** The route patterns that a line above stands for. */
const patternOf = (route: string) =>
  route.replace(/work\/\w+\/next/, "work/:stage/next").replace(/:annotation\b|:refinement\b/, ":assignment");

/** The text of a reply; of a stream that has no end, nothing. */
async function readWhole(reply: Response): Promise<string> {
  if (!reply.headers.get("content-type")?.startsWith("text/event-stream")) return reply.text();
  await reply.body?.cancel();
  return "";
}

const at = "2026-01-01T00:00:00.000Z";

onSqlite("who may do what", (use) => {
  const served: string[] = [];
  let url: string;
  let close: () => Promise<void>;
  const people = new Map<string, { browser: ReturnType<typeof makeBrowser>; ids: Record<string, string> }>();

  let webhook: { id: string; projectId: string };
  /** Whoever may, removes it. */
  const putWebhook = () =>
    insertWebhook(use().db, {
      ...{ ...webhook, url: "https://192.0.2.1/", eventsJson: "[]" },
      ...{ secretMark: "", personId: null, createdAt: at },
    });

  beforeAll(async () => {
    const collect = (message: unknown) => {
      (message as { fastify: FastifyInstance }).fastify.addHook("onRoute", ({ method, url }) => {
        // The files of the pages are everybody's.
        if (/^\/(api\/|health(\/|$))/.test(url)) served.push(`${method} ${url}`);
      });
    };
    subscribe("fastify.initialization", collect);
    ({ url, close } = await startTestServer(use()));
    unsubscribe("fastify.initialization", collect);

    const ctx = use();
    const { project, imageIds } = await makeProject(ctx, { images: { "one.jpg": [0] } });
    const other = await makeProject(ctx, { images: { "two.jpg": [0] } });
    const image = imageIds["one.jpg"] as string;
    const release = newId();
    const bystander = await makePerson(ctx, project, "bystander", ["annotator"]);
    const invited = await createInvitation(ctx, {
      project,
      person: null,
      email: null,
      roles: ["annotator"],
      days: 7,
    });
    const subjects = { person: bystander, invitation: invited.id };
    const ids = {
      ...subjects,
      project,
      image,
      variant: "thumbnail",
      format: "csv",
      release,
      base: release,
      list: "changed",
      exemplar: newId(),
      label: "0",
      version: "1",
      picture: newId(),
      passkey: newId(),
      first: "0",
      second: "1",
      holding: "both",
      kind: "odd",
      plan: "1",
      sample: "1",
      number: "1",
      application: newId(),
      job: newId(),
      webhook: newId(),
      delivery: "msg",
    };
    webhook = { id: ids.webhook, projectId: project };
    await putWebhook();
    await ctx.db
      .insertInto("webhookDelivery")
      .values({
        ...{ webhookId: ids.webhook, id: ids.delivery, event: "webhook.test", at, nextAt: at },
        ...{ state: "delivered", dataJson: "{}" },
      })
      .execute();
    const { rootId } = await ctx.db
      .selectFrom("image")
      .select("rootId")
      .where("id", "=", image)
      .executeTakeFirstOrThrow();
    await ctx.db
      .insertInto("exemplar")
      .values({
        id: ids.exemplar,
        projectId: project,
        fromVersion: 1,
        labelIndex: 0,
        position: 0,
        rootId,
        path: "x",
        sha256: "x",
      })
      .execute();
    const file = { name: "x", type: "text/plain", bytes: 1 };
    await ctx.db
      .insertInto("job")
      .values({
        ...{ id: ids.job, projectId: project, kind: "verify", state: "done", startedAt: at, updatedAt: at },
        ...{ done: 0, total: 0, message: "", inputJson: '{"kind":"verify"}' },
        outcomeJson: JSON.stringify({ counts: [], refused: { count: 0, first: [] }, file }),
      })
      .execute();
    await ctx.storage.put(`files/${project}/jobs/${ids.job}`, ["x"]);
    await ctx.db
      .insertInto("guidelinePicture")
      .values({ id: ids.picture, projectId: project, sha256: "x", createdAt: at })
      .execute();
    await ctx.db
      .insertInto("release")
      .values({
        id: ids.release,
        projectId: project,
        number: 1,
        name: "x",
        by: "x",
        at,
        protocolJson: "{}",
        pending: 0,
        sha256: "x",
      })
      .execute();

    const ruling = { projectId: project, firstLabel: 0, secondLabel: 1, kind: "is-a" as const };
    await insertRuling(ctx.db, {
      ...ruling,
      ...{ version: 1, text: "", examplesJson: "[]", personId: null, createdAt: at },
    });
    const application = { ...ruling, id: ids.application, rulingVersion: 1, drawnAt: at };
    await insertApplication(ctx.db, application, []);

    const model = { id: newId(), name: "m", sha256: "m", cardJson: "null", createdAt: at };
    await ctx.db.insertInto("model").values(model).execute();
    // Two experts of an audit sample could not judge the image.
    await insertAuditedImage(ctx.db, { project, image, cards: [], at });
    const state = { state: "blocked" as const, skipReason: "", revealedAt: null, openedAt: at };
    for (const personId of [bystander, await makePerson(ctx, project, "second", ["annotator"])])
      await ctx.db
        .insertInto("assignment")
        .values({
          ...{ id: newId(), projectId: project, stage: "label-anew", imageId: image, personId, ...state },
          ...{ batchId: null, position: 0, createdAt: at, updatedAt: at },
        })
        .execute();
    const sampleId = newId();
    await ctx.db
      .insertInto("errorSample")
      .values({
        ...{ id: sampleId, projectId: project, number: 1, modelId: model.id, release: null, seed: 1 },
        ...{ errors: 1, images: 1, createdAt: at, createdBy: null },
      })
      .execute();
    const plan = { id: newId(), projectId: project, methodJson: "{}", createdAt: at, createdBy: null };
    const sheets = [{ label: 0, images: [{ image, control: null }] }];
    await insertSheetPlan(ctx.db, plan, { sheets, workers: 9 });
    const { id: sheetId } = await ctx.db.selectFrom("sheet").select("id").executeTakeFirstOrThrow();
    people.set("stranger", { browser: makeBrowser(url), ids });
    for (const [name, where, theirRoles] of [
      ["lead", project, ["lead"]],
      ["annotator", project, ["annotator"]],
      ["expert", project, ["expert"]],
      ["former", project, [...roles]],
      ["outsider", other.project, [...roles]],
    ] as const) {
      const email = `${name}@example.org`;
      const person = await makeAccount(ctx, { email, projectId: where, roles: [...theirRoles] });
      const browser = makeBrowser(url);
      await browser.signIn(email);
      const [annotation, refinement, review, answer, sheet, error] = Array.from({ length: 6 }, newId) as [
        string,
        string,
        string,
        string,
        string,
        string,
      ];
      const mine = { annotation, refinement, review, answer, sheet, error };
      // Outsiders ask for somebody else's; everybody else for one that lies in their name.
      if (name !== "outsider") {
        await insertAssignments(
          ctx.db,
          (["annotate", "refine"] as Stage[]).map((stage) => ({
            id: stage === "annotate" ? mine.annotation : mine.refinement,
            projectId: project,
            stage,
            imageId: image,
            personId: person,
            batchId: null,
            position: 0,
            createdAt: at,
          })),
        );
        await insertPractice(ctx.db, { project, person }, { id: newId(), number: 1, mark: 0.7, at }, [
          { id: mine.answer, image, seen: 0 },
        ]);
        await insertSheetAnswer(ctx.db, {
          id: mine.sheet,
          sheetId,
          projectId: project,
          personId: person,
          leaseUntil: at,
          guidelineVersion: 1,
          exemplarVersion: 0,
          createdAt: at,
        });
        await ctx.db
          .insertInto("sampledError")
          .values({
            ...{
              id: mine.error,
              sampleId,
              projectId: project,
              position: 0,
              imageId: image,
              labelsJson: "[]",
            },
            // No image stands twice in a sample with the same label.
            ...{ labelIndex: people.size, personId: person, leaseUntil: at, severity: null, cause: null },
            ratedAt: null,
          })
          .execute();
        await insertReview(ctx.db, {
          id: mine.review,
          projectId: project,
          imageId: image,
          basis: "a refinement",
          personId: person,
          guidelineVersion: 1,
          exemplarVersion: 0,
          createdAt: at,
        });
      }
      const theirs = name === "outsider" ? people.get("annotator")?.ids : { ...ids, ...mine };
      people.set(name, { browser, ids: theirs ?? ids });
      if (name !== "former") continue;
      // Their own work lies there, and their session is open; they work elsewhere now.
      await ctx.db
        .updateTable("membership")
        .set({ projectId: other.project })
        .where("personId", "=", person)
        .execute();
    }
    Object.assign(ids, {
      annotation: people.get("annotator")?.ids.annotation,
      refinement: people.get("expert")?.ids.refinement,
      review: people.get("expert")?.ids.review,
      answer: people.get("annotator")?.ids.answer,
      sheet: people.get("annotator")?.ids.sheet,
      error: people.get("expert")?.ids.error,
    });
  });
  afterAll(() => close());

  async function askWhole(who: string, route: string, at = people.get(who)!.browser) {
    const { ids } = people.get(who)!;
    const [method = "", pattern = ""] = route.split(" ");
    const path = pattern.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? "missing");
    const reply = await at.send(method, path, method === "GET" || method === "HEAD" ? undefined : {});
    const text = await readWhole(reply);
    const said: { code?: string; message?: string } = reply.ok || text === "" ? {} : JSON.parse(text);
    return {
      status: reply.status,
      ...said,
    };
  }
  const ask = async (who: string, route: string) => (await askWhole(who, route)).status;

  it("knows every route that the server has, and the server every endpoint of the contract", async () => {
    const listed = new Set(Object.keys(mayUse).map(patternOf));
    const heads = [...listed]
      .filter((route) => route.startsWith("GET"))
      .map((route) => route.replace("GET", "HEAD"));
    expect([...new Set(served)].sort()).toEqual([...listed, ...heads].sort());
    for (const { endpoint } of await listEndpoints())
      expect([...listed]).toContain(`${endpoint.method} ${endpoint.path}`);
  });

  describe.each(Object.entries(mayUse))("%s", (route, allowed) => {
    const isOpen = allowed === "anyone";
    const needsRole = Array.isArray(allowed);

    it(isOpen ? "answers without a session" : "is refused without a session", async () => {
      if (isOpen) expect([401, 403, 404]).not.toContain(await ask("stranger", route));
      else expect(await ask("stranger", route)).toBe(401);
      if (!isOpen && route.startsWith("GET")) {
        expect(await ask("stranger", route.replace("GET", "HEAD"))).toBe(401);
      }
    });

    if (needsRole) {
      it("does not exist for those outside of the project", async () => {
        expect(await ask("outsider", route)).toBe(404);
      });

      it("ends for whoever has left the project, though their work lies there", async () => {
        expect(await ask("former", route)).toBe(404);
      });

      it.each(roles)("is for its roles only: %s", async (role) => {
        const { status, message } = await askWhole(role, route);
        // Not for another reason, which a further check has.
        if (!allowed.includes(role))
          expect([status, message]).toEqual([403, expect.stringMatching(/^This is for /)]);
        else expect([401, 403, 404]).not.toContain(status);
      });
    }
  });

  it("answers alike for what is foreign and for what does not exist", async () => {
    const { browser, ids } = people.get("outsider")!;
    for (const path of [
      "/api/projects/ID/overview",
      "/api/assignments/ID",
      "/api/images/ID/screen",
      "/api/releases/ID/export/csv",
    ]) {
      const foreign = path.includes("projects")
        ? ids.project
        : path.includes("assignments")
          ? ids.annotation
          : path.includes("images")
            ? ids.image
            : ids.release;
      const replies = await Promise.all(
        [foreign, newId()].map(async (id) =>
          (await browser.send("GET", path.replace("ID", id ?? ""))).text(),
        ),
      );
      expect(replies[0]).toBe(replies[1]);
    }
  });

  it("does not hand out an assignment that was withdrawn, or another person's", async () => {
    const annotator = people.get("annotator")!;
    const lead = people.get("lead")!;
    const theirs = `/api/assignments/${annotator.ids.annotation}`;
    expect((await lead.browser.send("GET", theirs)).status).toBe(404);
    const set = (state: "withdrawn" | "open") =>
      use().db.updateTable("assignment").set({ state }).where("id", "=", annotator.ids.annotation!).execute();
    await set("withdrawn");
    expect((await annotator.browser.send("GET", theirs)).status).toBe(404);
    await set("open");
  });

  it("never answers a password's hash", async () => {
    const accounts = await use().db.selectFrom("account").select("password").execute();
    for (const [who, { browser }] of people) {
      for (const route of Object.keys(mayUse).filter((route) => route.startsWith("GET"))) {
        const path = route
          .slice(4)
          .replace(/:(\w+)/g, (_, name: string) => people.get(who)?.ids[name] ?? "x");
        const text = await readWhole(await browser.send("GET", path));
        for (const { password } of accounts) expect(text).not.toContain(password);
      }
    }
  });

  const withRoles = Object.entries(mayUse).filter(([, allowed]) => Array.isArray(allowed));
  const firstOf = (allowed: (typeof mayUse)[string]) => (allowed as Role[])[0]!;

  it("asks for a second factor at every route with a role, where the installation asks for one", async () => {
    const strict = await startTestServer(use(), undefined, { secondFactor: "everyone" });
    const browsers = new Map<string, ReturnType<typeof makeBrowser>>();
    for (const role of roles) {
      browsers.set(role, makeBrowser(strict.url));
      await browsers.get(role)!.signIn(`${role}@example.org`);
    }
    for (const [route, allowed] of withRoles) {
      const role = firstOf(allowed);
      const { status, code } = await askWhole(role, route, browsers.get(role)!);
      expect([route, status, code]).toEqual([route, 401, "second-factor-needed"]);
    }
    await strict.close();
  });

  /** Asks as a program does, by a token of somebody's. */
  async function makeProgram(who: string, scopes: TokenScope[]) {
    const { personId: person } = await use()
      .db.selectFrom("person")
      .select("id as personId")
      .where("email", "=", `${who}@example.org`)
      .executeTakeFirstOrThrow();
    const made = { person, name: "a program", scopes, days: 1, proof: "password" as const };
    const { token } = await createAccessToken({ ...use(), now: () => new Date() }, made);
    const browser = makeBrowser(url);
    const send: typeof browser.send = (method, path, body, headers) =>
      browser.send(method, path, body, { ...headers, authorization: `Bearer ${token}` });
    return { ...browser, send };
  }
  const isOfToken = ({ status, message = "" }: { status: number; message?: string }) =>
    status === 403 && /token/.test(message);

  it("lets a token that reads change nothing, and take no work", async () => {
    await putWebhook();
    const reading = new Map<string, Awaited<ReturnType<typeof makeProgram>>>();
    for (const role of roles) reading.set(role, await makeProgram(role, ["read"]));
    const [letIn, refused]: [string[], string[]] = [[], []];
    for (const [route, allowed] of Object.entries(mayUse).filter(([, allowed]) => allowed !== "anyone")) {
      const role = allowed === "signed-in" ? "lead" : firstOf(allowed);
      const said = await askWhole(role, route, reading.get(role)!);
      const reads = route.startsWith("GET") && !takesWork.includes(route);
      if (isOfToken(said)) refused.push(...(reads ? [route] : []));
      else letIn.push(...(reads ? [] : [route]));
      if (reads) expect([route, [401, 404].includes(said.status)]).toEqual([route, false]);
    }
    expect({ letIn, refused }).toEqual({ letIn: [], refused: [] });
  });

  it("lets no token change an account, nor who may do what, and only one that manages do what leads do", async () => {
    const every = await makeProgram("lead", ["read", "work", "manage"]);
    const working = await makeProgram("lead", ["read", "work"]);
    for (const [route, allowed] of Object.entries(mayUse)) {
      if (allowed === "anyone" || route.startsWith("GET")) continue;
      const isPersonal = allowed === "signed-in" || confirmed.includes(route);
      const isLeads = Array.isArray(allowed) && allowed.length === 1 && allowed[0] === "lead";
      if (!isPersonal && !isLeads) continue;
      const said = await askWhole("lead", route, every);
      expect([route, isOfToken(said)]).toEqual([route, isPersonal]);
      expect([route, isOfToken(await askWhole("lead", route, working))]).toEqual([route, true]);
    }
  });

  it("asks for the password again, at these routes and no other, where the sign-in is long ago", async () => {
    await use()
      .db.updateTable("session")
      .set({ createdAt: new Date(Date.now() - 3600_000).toISOString() })
      .execute();
    const asking: string[] = [];
    for (const [route, allowed] of Object.entries(mayUse)) {
      if (route.startsWith("GET") || allowed === "anyone") continue;
      if (
        (await askWhole(allowed === "signed-in" ? "lead" : firstOf(allowed), route)).code ===
        "password-needed"
      )
        asking.push(route);
    }
    expect(asking.sort()).toEqual([...confirmed].sort());
  });

  it("changes nothing of an archived project", async () => {
    await use().db.updateTable("project").set({ archivedAt: at }).execute();
    for (const [route, allowed] of withRoles) {
      const { status, code, message } = await askWhole(firstOf(allowed), route);
      const isLocked = !route.startsWith("GET") && !whenArchived.includes(route);
      if (isLocked)
        expect([route, status, code, message]).toEqual([
          route,
          409,
          "locked",
          expect.stringMatching(/archived/),
        ]);
      else expect([route, /project is archived/.test(message ?? "")]).toEqual([route, false]);
    }
  });
});
