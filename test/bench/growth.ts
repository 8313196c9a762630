// Whether what a request of somebody who works costs grows with the project: the same requests, by turns, to a server with
// a small project and one with a large one, in one process, so that whatever else the machine does concerns both alike.
//
//   npm run bench -- growth [SMALL] [LARGE] [sqlite|postgres] [ROUNDS], of which a small project has room for some fifty
//
// Everybody has answered their share of the project before, a large one's accordingly more. What counts is the ratio of
// the medians; the goal is 1.3.
import { performance } from "node:perf_hooks";
import type { SaveReply } from "../../src/contract/tasks/annotation.ts";
import type { AssignmentView, WorkPosition } from "../../src/contract/tasks/work.ts";
import type { Stage } from "../../src/core/tasks/stage.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { makeAccount, makeBrowser, startTestServer } from "../../src/server/testServer.ts";
import { makeDraft } from "../factories.ts";
import { openFilled } from "./parts/openFilled.ts";

const [small, large] = [Number(process.argv[2] ?? 1_500), Number(process.argv[3] ?? 60_000)];
const dialect = process.argv[4] === "postgres" ? "postgres" : "sqlite";
const rounds = Number(process.argv[5] ?? 50);

/** Who has a batch, who takes images one by one, and who refines. */
type Worker = "given" | "free" | "expert";
type Times = Record<"next" | "save", number[]>;

/** A person at work on one of the two projects. */
async function begin(images: number) {
  const { ctx, project, remove } = await openFilled(images, dialect);
  const server = await startTestServer(ctx);
  const settings = (change: Record<string, string>) =>
    ctx.db
      .selectFrom("project")
      .select("settingsJson")
      .where("id", "=", project)
      .executeTakeFirstOrThrow()
      .then(({ settingsJson }) =>
        ctx.db
          .updateTable("project")
          .set({ settingsJson: JSON.stringify({ ...JSON.parse(settingsJson), ...change }) })
          .where("id", "=", project)
          .execute(),
      );
  const people = new Map<Worker, ReturnType<typeof makeBrowser>>();
  for (const who of ["given", "free", "expert"] as const) {
    const email = `${who}@example.org`;
    const role = who === "expert" ? ("expert" as const) : ("annotator" as const);
    const person = await makeAccount(ctx, { email, projectId: project, roles: [role] });
    people.set(who, makeBrowser(server.url));
    await people.get(who)!.signIn(email);
    // Somebody who has done as much as others, but with an account: what one has done must not cost either.
    const { personId } = await ctx.db
      .selectFrom("assignment")
      .innerJoin("person", "person.id", "assignment.personId")
      .select("personId")
      .where("stage", "=", who === "expert" ? "refine" : "annotate")
      .where(
        "person.email",
        "not in",
        ["given", "free", "expert"].map((one) => `${one}@example.org`),
      )
      .groupBy("personId")
      .orderBy(({ fn }) => fn.countAll(), "desc")
      .limit(1)
      .executeTakeFirstOrThrow();
    await ctx.db
      .updateTable("assignment")
      .set({ personId: person })
      .where("personId", "=", personId)
      // Whoever has something open is handed nothing.
      .$if(who !== "given", (query) => query.where("state", "=", "submitted"))
      .execute();
  }

  async function work(who: Worker, stage: Stage, times: Times): Promise<void> {
    const timed = async <T>(kind: keyof Times, method: string, path: string, body?: unknown): Promise<T> => {
      const start = performance.now();
      const reply = await people.get(who)!.send(method, path, body);
      const answer = await reply.json();
      times[kind].push(performance.now() - start);
      if (!reply.ok) throw new Error(`${path}: ${reply.status} ${JSON.stringify(answer)}`);
      return answer as T;
    };
    const position = await timed<WorkPosition>("next", "GET", `/api/projects/${project}/work/${stage}/next`);
    const view: AssignmentView | null = position.current;
    if (!view) throw new Error(`Nothing is left to ${stage} of ${images} images.`);
    const annotation = makeDraft([0]);
    annotation.cards = view.cards.map(({ label, how }, at) => ({
      ...{ label, how, answer: at === 0 ? ("yes" as const) : null, position: at, shownMs: 1000 },
    }));
    const groupsOpened = Array.from({ length: Math.ceil(view.cards.length / view.groupSize) }, (_, at) => at);
    await timed<SaveReply>("save", "PUT", `/api/assignments/${view.id}/annotation`, {
      ...{ operation: newId(), revision: view.revision, state: "submitted" },
      annotation: { ...annotation, groupsOpened, comment: stage === "refine" ? "As the photo shows." : "" },
    });
  }
  return { work, settings, end: () => server.close().then(remove) };
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

const both = [await begin(small), await begin(large)];
console.log(
  `${small} and ${large} images, ${dialect}, ${rounds} rounds by turns; medians in ms, and their ratio`,
);
for (const [name, who, stage, change] of [
  ["annotation in batches", "given", "annotate", {}],
  ["annotation one by one", "free", "annotate", { annotationMode: "pull" }],
  ["refinement", "expert", "refine", {}],
] as const) {
  for (const { settings } of both) await settings(change);
  const times = both.map((): Times => ({ next: [], save: [] }));
  for (let round = 0; round < rounds; round++)
    // Whoever is first meets a colder machine: each is, by turns.
    for (const at of round % 2 ? [1, 0] : [0, 1]) await both[at]!.work(who, stage, times[at]!);
  for (const kind of ["next", "save"] as const) {
    const [few, many] = times.map((total) => median(total[kind].slice(5))) as [number, number];
    console.log(`  ${name}, ${kind}: ${few.toFixed(1)}, ${many.toFixed(1)}: ${(many / few).toFixed(2)}`);
  }
}
for (const { end } of both) await end();
