// How long a key press in the label search takes over 1,000 and 20,000 labels. `npm run bench -- labelSearch`
import { readFileSync } from "node:fs";
import type { Label } from "../../src/contract/labels/labelSpace.ts";
import { createLabelSearch, prepareLabelSearch } from "../../src/web/annotate/search/searchLabels.ts";

const { labels: thousand } = JSON.parse(
  readFileSync(new URL("../../label-spaces/imagenet-1k.json", import.meta.url), "utf8"),
) as { labels: Label[] };

const typed = [
  "golden retriever",
  "golden retreiver",
  "n01443537",
  "small dog with long hair",
  "a",
  "the",
  "container for liquids",
  "wodden spoon",
];

const milliseconds = (values: number[], share: number) =>
  [...values]
    .sort((a, b) => a - b)
    [Math.min(values.length - 1, Math.floor(values.length * share))]!.toFixed(1);

for (const copies of [1, 20]) {
  // The words of twenty label spaces are more alike than those of one: the harder case.
  const labels = Array.from({ length: copies }, (_, copy) =>
    thousand.map((label, at) => ({
      ...label,
      index: copy * thousand.length + at,
      key: `${label.key}${copy || ""}`,
      name: copy === 0 ? label.name : `${label.name} ${copy + 1}`,
    })),
  ).flat();
  let start = performance.now();
  const search = createLabelSearch(labels);
  const whole = performance.now() - start;
  start = performance.now();
  const prepared = prepareLabelSearch(labels);
  const first = performance.now() - start;
  await prepared.whole;

  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    for (const text of typed) {
      for (let length = 1; length <= text.length; length++) {
        // Of the processor: what else runs on the machine does not count.
        const before = process.cpuUsage();
        search(text.slice(0, length));
        const { user, system } = process.cpuUsage(before);
        times.push((user + system) / 1000);
      }
    }
  }
  console.log(
    `${labels.length} labels: ${times.length} key presses, median ${milliseconds(times, 0.5)} ms, p95 ${milliseconds(times, 0.95)} ms, p99 ${milliseconds(times, 0.99)} ms, longest ${milliseconds(times, 1)} ms; index ${whole.toFixed(0)} ms in all, first step ${first.toFixed(0)} ms`,
  );
}
