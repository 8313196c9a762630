import type { LabelChanged } from "../../contract/labels/labelChange.ts";
import type { Label } from "../../contract/labels/labelSpace.ts";
import { formatCount } from "./output.ts";

/** What a change of labels moved, or would move, in words. */
export function formatLabelMoves(
  { version, changed, labels, moves }: LabelChanged,
  isPreview: boolean,
): string {
  if (!changed) return "Nothing changed: the label is so already.";
  const [first] = labels;
  const { answers, originals, exemplars, rulings, releases, finished, askAgain, askAgainFirst } = moves;
  const isNew = first !== undefined && labels.length === 1 && answers.yes + answers.no + answers.unsure === 0;
  const about = askAgain.done + askAgain.waiting + askAgain.released;
  const kept = [
    formatCount(answers.yes + answers.unsure + answers.no, "answer"),
    formatCount(originals, "original label"),
    formatCount(exemplars, "exemplar"),
    formatCount(rulings, "ruling"),
  ].join(", ");
  return [
    ...(isPreview
      ? ["A dry run: nothing is changed. It would make:"]
      : [`The labels are in version ${version} now:`]),
    ...labels.map((label) => `  ${describeLabel(label)}`),
    ...(isNew && finished > 0
      ? [`${formatCount(finished, "image")} finished before: nobody was asked about it there.`]
      : [`${labels.length === 1 ? "It has" : "They have"} ${kept}.`]),
    ...(about > 0
      ? [
          `To be asked again: ${formatCount(askAgain.done + askAgain.released, "finished image")} (${askAgain.released} of them in a release), and ${formatCount(askAgain.waiting, "image")} that wait for answers anyway.`,
          `  ${askAgainFirst.join(", ")}${about > askAgainFirst.length ? " ..." : ""}`,
        ]
      : []),
    ...(releases > 0
      ? [`${formatCount(releases, "release")}: unchanged, with the labels they were made with.`]
      : []),
  ].join("\n");
}

function describeLabel({ index, key, name, synonyms, fate, into = [] }: Label): string {
  const also = synonyms.length > 0 ? `, also ${synonyms.join(", ")}` : "";
  const became = fate === undefined ? "" : `, ${fate}${into.length > 0 ? ` into ${into.join(", ")}` : ""}`;
  return `${index} “${name}” (key ${key})${also}${became}`;
}
