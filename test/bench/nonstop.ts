// Fourteen annotators and five experts who never pause, in projects of several sizes:
//
//   npm run bench -- nonstop [SECONDS] [IMAGES ...]
//
// Each project is filled as it is half-way through, with what everybody answered before, and served by the program as it is
// installed. First each works through the batch that they have, then takes images one by one; experts refine meanwhile.
import { once } from "node:events";
import { join } from "node:path";
import { sql } from "kysely";
import type { Stage } from "../../src/core/tasks/stage.ts";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { makeAccount } from "../../src/server/testServer.ts";
import { quantile } from "../../src/stats/intervals/quantile.ts";
import { type Latencies, signIn, startServer, usageOf, workThrough } from "../caseStudy/workThrough.ts";
import { openFilled } from "./parts/openFilled.ts";

const [given, ...sizes] = process.argv.slice(2).map(Number);
const seconds = given ?? 20;

async function measure(images: number): Promise<void> {
  const { ctx, project, remove } = await openFilled(images, "sqlite");
  try {
    const people = await ctx.db.selectFrom("person").select(["id", "name"]).orderBy("name").execute();
    const emails: Record<"annotator" | "expert", string[]> = { annotator: [], expert: [] };
    for (const { id, name } of people) {
      const role = name.startsWith("expert") ? ("expert" as const) : ("annotator" as const);
      if (role === "annotator" && emails.annotator.length === 14) continue;
      const email = `${name.replace(" ", "-")}@example.org`;
      // Who has done much before, but with an account.
      const account = await makeAccount(ctx, { email, projectId: project, roles: [role] });
      await ctx.db.updateTable("assignment").set({ personId: account }).where("personId", "=", id).execute();
      emails[role].push(email);
    }
    const file = join(ctx.dataFolder, "multilabelfy.sqlite");
    await sql`vacuum into ${file}`.execute(ctx.db);
    for (const [name, mode] of [
      ["batches", "batches"],
      ["one by one", "pull"],
    ] as const) {
      await setMode(file, mode);
      const { server, url } = await startServer(ctx.dataFolder);
      const enter = (list: string[]) => Promise.all(list.map((email) => signIn(url, email)));
      const [annotators, experts] = [await enter(emails.annotator), await enter(emails.expert)];
      const latencies: Latencies = { save: [], next: [] };
      const before = usageOf(server.pid);
      const start = performance.now();
      const until = start + seconds * 1000;
      const work = (browsers: typeof experts, stage: Stage) =>
        browsers.map((one) => workThrough(one, { project, stage, latencies, until, choose: () => [0] }));
      await Promise.all([...work(annotators, "annotate"), ...work(experts, "refine")]);
      const took = (performance.now() - start) / 1000;
      const after = usageOf(server.pid);
      server.kill();
      await once(server, "exit");
      const of = (values: number[]) => {
        const sorted = values.toSorted((a, b) => a - b);
        return [0.5, 0.95].map((share) => quantile(sorted, share)?.toFixed(0)).join(" / ");
      };
      const used =
        before && after
          ? `, ${((after.processorMs - before.processorMs) / latencies.save.length).toFixed(1)} ms of the processor each, ${after.mostMB.toFixed(0)} MB at most`
          : "";
      console.log(
        `${images} images, ${name}: ${latencies.save.length} submissions, ${(latencies.save.length / took).toFixed(0)} a second${used}; ms p50 / p95: save ${of(latencies.save)}, ask ${of(latencies.next)}`,
      );
    }
  } finally {
    await remove();
  }
}

async function setMode(file: string, annotationMode: string): Promise<void> {
  const db = await openDatabase({ kind: "sqlite", file });
  const { settingsJson } = await db.selectFrom("project").select("settingsJson").executeTakeFirstOrThrow();
  const settings = JSON.stringify({ ...JSON.parse(settingsJson), annotationMode });
  await db.updateTable("project").set({ settingsJson: settings }).execute();
  await db.destroy();
}

for (const images of sizes.length > 0 ? sizes : [1_500, 10_000, 100_000]) await measure(images);
