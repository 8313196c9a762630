// What a request costs does not grow with the project, and a lead's pages stay quick; one table of goal, result, verdict:
//
//   npm run bench:load [-- short]
//
// Annotators submit images of their batches and experts pull disagreed ones, 14 people without a pause, through the
// actions that the server calls: over HTTP a person may save ten times a second. `short` takes smaller projects, and
// SQLite alone. Many who save at once over HTTP are measured by `npm run bench:saves`.
import { loadavg } from "node:os";
import { setTimeout } from "node:timers/promises";
import { sql } from "kysely";
import type { Context } from "../../src/actions/context.ts";
import { getFurtherWork, getNextWork } from "../../src/actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../../src/actions/tasks/saveAnnotation.ts";
import type { Stage } from "../../src/core/tasks/stage.ts";
import { makeAccount, makeBrowser, startTestServer } from "../../src/server/testServer.ts";
import { makeDraft, makeSave } from "../factories.ts";
import { openFilled } from "./parts/openFilled.ts";

const isShort = process.argv[2] === "short";
const sizes = isShort ? [1_500, 10_000] : [1_500, 10_000, 100_000];
const listed = isShort ? 20_000 : 1_000_000;
const dialects = isShort ? (["sqlite"] as const) : (["sqlite", "postgres"] as const);
const [annotators, experts] = [9, 5];
/** So many of the smallest project are there for each. */
const submissionsOf: Partial<Record<Stage, number>> = { annotate: 14, refine: 14 };
const rounds = 40;

const rows: { goal: string; result: string; verdict: string }[] = [];
const add = (goal: string, result: string, isMet: boolean) =>
  rows.push({ goal, result, verdict: isMet ? "met" : "missed" });

const at = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.ceil(share * times.length) - 1] ?? Number.NaN;

/** One person asks and submits, over and over; @returns milliseconds of each */
async function work(ctx: Context, project: string, person: string, stage: Stage) {
  const [asked, submitted]: [number[], number[]] = [[], []];
  for (let round = 0; round < (submissionsOf[stage] ?? 0); round++) {
    const start = performance.now();
    const { current } = await getNextWork(ctx, { project, stage, person });
    const got = performance.now();
    if (!current) throw new Error(`Nothing is left to ${stage}.`);
    const draft = makeDraft([1], { comment: "seen" });
    await saveAnnotation(ctx, {
      person,
      assignment: current.id,
      ...makeSave(draft, { revision: current.revision }),
    });
    await getFurtherWork(ctx, { project, stage, person });
    asked.push(got - start);
    submitted.push(performance.now() - got);
  }
  return { asked, submitted };
}

async function measureWork(images: number, dialect: "sqlite" | "postgres") {
  const { ctx, project, remove } = await openFilled(images, dialect);
  try {
    const members = async (role: "annotator" | "expert", count: number) => {
      const { rows } = await sql<{ personId: string }>`select "personId" from "membership"
        where "projectId" = ${project} and "role" = ${role}
        order by (select count(*) from "assignment" where "assignment"."personId" = "membership"."personId"
          and "assignment"."projectId" = ${project} and "state" = 'open') desc, "personId"
        limit ${sql.lit(count)}`.execute(ctx.db);
      return rows.map(({ personId }) => personId);
    };
    const [working, deciding] = [await members("annotator", annotators), await members("expert", experts)];
    const begin = performance.now();
    const times = await Promise.all([
      ...working.map((person) => work(ctx, project, person, "annotate")),
      ...deciding.map((person) => work(ctx, project, person, "refine")),
    ]);
    const submitted = times.flatMap((one) => one.submitted);
    return {
      perSecond: (submitted.length * 1000) / (performance.now() - begin),
      ask: at(
        times.flatMap((one) => one.asked),
        0.5,
      ),
      submit: at(submitted, 0.5),
      megabytes: process.memoryUsage().rss / 2 ** 20,
    };
  } finally {
    await remove();
  }
}

async function measurePages(dialect: "sqlite" | "postgres"): Promise<void> {
  const { ctx, project, remove } = await openFilled(listed, dialect);
  const name = `${listed.toLocaleString("en")} images, ${dialect}`;
  const email = "lead@example.org";
  await makeAccount(ctx, { email, projectId: project, roles: ["lead"] });
  /** A server of its own, with a lead who asks it for pages. */
  const start = async () => {
    const begin = performance.now();
    const server = await startTestServer(ctx);
    const browser = makeBrowser(server.url);
    await (await browser.send("GET", "/api/session")).arrayBuffer();
    const ready = performance.now() - begin;
    await browser.signIn(email);
    const ask = async (page: string) => {
      const asked = performance.now();
      const reply = await browser.send("GET", `/api/projects/${project}/${page}`);
      await reply.arrayBuffer();
      if (reply.status !== 200) throw new Error(`${page}: ${reply.status}`);
      return performance.now() - asked;
    };
    return { ready, ask, close: server.close };
  };
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  try {
    const first = await start();
    const never = await first.ask("overview");
    await first.close();
    const { ready, ask, close } = await start();
    try {
      add(`${name}: a server is ready in 5 s`, seconds(ready), ready <= 5000);
      const overview = await ask("overview");
      add(
        `${name}: the first overview after a restart within 10 s`,
        `${seconds(overview)}; where nobody ever asked for it, ${seconds(never)}`,
        overview <= 10_000,
      );
      for (const page of ["images", "images?status=to-refine", "labels", "people", "no-label"]) {
        await ask(page);
        const times: number[] = [];
        for (let round = 0; round < rounds; round++) times.push(await ask(page));
        const p95 = at(times, 0.95);
        add(`${name}: ${page}, p95 of 200 ms`, `${p95.toFixed(0)} ms`, p95 <= 200);
      }
    } finally {
      await close();
    }
  } finally {
    await remove();
  }
}

for (const dialect of dialects) {
  let smallest: Awaited<ReturnType<typeof measureWork>> | undefined;
  // The first run compiles: it does not count.
  await measureWork(sizes[0]!, dialect);
  for (const images of sizes) {
    const found = await measureWork(images, dialect);
    const name = `${images.toLocaleString("en")} images, ${dialect}`;
    add(
      `${name}: 150 submissions a second`,
      `${found.perSecond.toFixed(0)} a second; ask p50 ${found.ask.toFixed(0)} ms, submit p50 ${found.submit.toFixed(0)} ms; ${found.megabytes.toFixed(0)} MB`,
      found.perSecond >= 150,
    );
    if (smallest) {
      const ratio = smallest.perSecond / found.perSecond;
      add(`${name}: within 1.3 x of ${sizes[0]}`, `${ratio.toFixed(2)} x`, ratio <= 1.3);
    }
    smallest ??= found;
    await setTimeout(100);
  }
}
for (const dialect of dialects) await measurePages(dialect);
console.table(rows);
console.log(
  `load of the machine: ${loadavg()
    .map((load) => load.toFixed(1))
    .join(" ")}`,
);
