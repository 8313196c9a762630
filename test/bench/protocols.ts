// Replays published answers over HTTP on a real server, and compares what comes of them with what was published:
//
//   npm run bench:protocols                some hundred images
//   npm run bench:protocols -- 1000        so many
//   npm run bench:protocols -- all         all of them
import { researchData } from "../researchData.ts";
import { importPublished, replayClassify } from "./parts/replayClassify.ts";
import { replayContains } from "./parts/replayContains.ts";
import { replayVotes } from "./parts/replayVotes.ts";

export interface Row {
  goal: string;
  measured: string;
  verdict: "met" | "missed" | "stated";
}

const fewImages = 200;

if (!researchData) {
  console.log(
    "Left out: the published answers are missing (test/researchData.ts says where they are looked for).",
  );
  process.exit(0);
}
const wanted = process.argv[2] ?? String(fewImages);
const limit = wanted === "all" ? Number.POSITIVE_INFINITY : Number(wanted);
const rows: Row[] = [
  // A label of few images has a sheet of its own, so that an image takes two or three of them.
  ...(await replayContains(researchData, Math.ceil(limit / 4))),
  ...(await importPublished(researchData)),
  ...(await replayClassify(researchData, limit)),
  ...(await replayVotes(researchData, limit)),
];
console.table(rows);
process.exit(rows.some(({ verdict }) => verdict === "missed") ? 1 : 0);
