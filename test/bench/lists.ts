// How long the lead's pages take at a million images, asked for as a browser asks, one after the other:
//
//   npm run bench -- lists [IMAGES] [sqlite|postgres] [FOLDER TO KEEP THE DATABASE IN]
//
// While they are asked for, something happens in the project once a second, so that what is kept is made anew beside.
import { loadavg } from "node:os";
import { insertEvent } from "../../src/db/event.ts";
import { makeAccount, makeBrowser, startTestServer } from "../../src/server/testServer.ts";
import { openFilled } from "./parts/openFilled.ts";

const images = Number(process.argv[2] ?? 1_000_000);
const dialect = process.argv[3] === "postgres" ? "postgres" : "sqlite";
const rounds = 40;

const { ctx, project, remove } = await openFilled(images, dialect, process.argv[4]);
const server = await startTestServer(ctx);
const email = `lead-${Date.now()}@example.org`;
await makeAccount(ctx, { email, projectId: project, roles: ["lead"] });
const browser = makeBrowser(server.url);
await browser.signIn(email);
const annotators = await ctx.db
  .selectFrom("membership")
  .select("personId")
  .where("role", "=", "annotator")
  .execute();
const happen = setInterval(() => {
  void insertEvent(ctx.db, { project, at: new Date().toISOString(), person: null, kind: "settings-changed" });
}, 1000);

const label = (round: number) => (round * 37) % 1000;
const annotator = (round: number) => annotators[round % annotators.length]!.personId;
/** The page after one that ends half-way down the list. */
const half = "08000000-0000-7000-8000-000000000000".replace(
  "8000000",
  Math.floor(images / 2)
    .toString(16)
    .padStart(7, "0"),
);
const pages: Record<string, string | ((round: number) => string)> = {
  Overview: "overview",
  People: "people",
  Batches: "batches",
  Pace: "pace",
  Gold: "gold",
  "No label": "no-label",
  Releases: "releases",
  Labels: "labels",
  "A label": (round) => `labels/${label(round)}`,
  "A label's images": (round) => `labels/${label(round)}/images`,
  Images: "images",
  "Images, half-way down": `images?after=${half}`,
  ...Object.fromEntries(
    ["waiting", "pending", "agreed", "to-refine", "refined", "no-label", "unproposed", "unreadable"].map(
      (status) => [`Images: ${status}`, `images?status=${status}`],
    ),
  ),
  "Images with a label": (round) => `images?label=${label(round)}`,
  "Images with an original label": (round) => `images?original=${label(round)}`,
  "Images by reason": "images?reason=original-unseen",
  "Images of an annotator": (round) => `images?annotator=${annotator(round)}`,
  "Images with a flag": "images?flag=any",
  "Images with a comment": "images?comment=any",
  "Images with two labels": "images?labels=2",
  "Images by name": "images?text=ff1.jpg",
};

console.log(`${images.toLocaleString("en")} images, ${dialect}, load ${loadavg()[0]?.toFixed(1)}`);
console.log("page: the first time; then median and p95 of the next times, ms");
try {
  for (const [name, path] of Object.entries(pages)) {
    const ask = async (round: number) => {
      const start = performance.now();
      const reply = await browser.send(
        "GET",
        `/api/projects/${project}/${typeof path === "string" ? path : path(round)}`,
      );
      await reply.arrayBuffer();
      if (reply.status !== 200) throw new Error(`${name}: ${reply.status}`);
      return performance.now() - start;
    };
    const first = await ask(0);
    const times: number[] = [];
    for (let round = 1; round <= rounds; round++) times.push(await ask(round));
    times.sort((a, b) => a - b);
    const share = (total: number) => times[Math.floor((times.length - 1) * total)]!.toFixed(0);
    console.log(`  ${name}: ${first.toFixed(0)}; ${share(0.5)}, ${share(0.95)}`);
  }
} finally {
  clearInterval(happen);
  await server.close();
  await remove();
}
console.log(`load ${loadavg()[0]?.toFixed(1)}`);
