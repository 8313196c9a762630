// Replays the case study of arXiv 2401.17736 through the HTTP API: 10,000 images, 14 annotators, 7 batches, 5 experts.
//
//   node test/bench/casestudy.ts [NUMBER OF IMAGES] [FOLDER OF IMAGENETV2]
//
// The folder holds images.csv, refined_labels.json and predictions/*.npy. Annotators err at stated rates; experts settle
// on the refined labels. Run A: nobody agrees on a wrong set, so the release must equal the refined labels. Run B: they
// err independently, so images on which two people agree wrongly pass as the paper's rule lets them.
import assert from "node:assert/strict";
import { join } from "node:path";
import { quantile } from "../../src/stats/intervals/quantile.ts";
import { errorRates } from "../caseStudy/drawAnswers.ts";
import { readTruth } from "../caseStudy/readTruth.ts";
import { type Replay, replay } from "../caseStudy/replay.ts";
import { researchData } from "../researchData.ts";

const [wanted, given] = process.argv.slice(2);
const folder = given ?? (researchData && join(researchData, "imagenetv2"));
if (!folder) {
  console.log("skipped: name the folder of ImageNetV2's labels and predictions");
  process.exit(0);
}
const truths = readTruth(folder).slice(0, wanted === undefined ? undefined : Number(wanted));

const percent = (count: number, total: number) => `${((100 * count) / total).toFixed(2)} %`;
const spread = (values: number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  return [0.5, 0.95, 0.99].map((share) => quantile(sorted, share)!.toFixed(1)).join(" / ");
};

function print(name: string, run: Replay): void {
  const { images, proposals, labelCounts: counts, release } = run;
  console.log(`\nRun ${name}`);
  console.table({
    "proposals per image": `${proposals.min} to ${proposals.max}, mean ${proposals.mean.toFixed(1)}`,
    "to refinement": `${run.toRefine} (${percent(run.toRefine, images)}); paper: 6,425 (64.25 %)`,
    "agreed / refined in the release": `${release.agreed} / ${release.refined}`,
    "0 / 1 / 2 / more labels": [counts.none, counts.one, counts.two, counts.more]
      .map((count) => percent(count, counts.images))
      .join(", "),
    "images whose set is not the refined one": run.different.length,
    "submissions a second": (run.saves / run.seconds).toFixed(0),
    "processor ms of the server a submission": run.usage
      ? (run.usage.processorMs / run.saves).toFixed(1)
      : "not known here",
    "MB of the server at most": run.usage ? run.usage.mostMB.toFixed(0) : "not known here",
    "ms to save, p50 / p95 / p99": spread(run.latencies.save),
    "ms to ask for work, p50 / p95 / p99": spread(run.latencies.next),
  });
}

console.log("errors of the annotators:", errorRates);
const a = await replay(folder, truths, "never-agreed");
print("A: no image is agreed on a wrong set", a);
assert.deepEqual(a.different, [], "the release must equal the refined labels");

const b = await replay(folder, truths, "independent");
print("B: everyone errs independently", b);
assert.deepEqual(
  b.different.filter((key) => b.provenance.get(key) !== "agreed"),
  [],
  "what differs must have been agreed",
);
console.log(
  `\n${b.different.length} of ${b.images} images (${percent(b.different.length, b.images)}) were agreed on a wrong set.`,
);
