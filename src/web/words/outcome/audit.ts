import type { AuditKind, AuditVerdict } from "../../../core/audit/auditKinds.ts";
import type { LabelRelation } from "../../../core/audit/relateLabels.ts";
import { countOf, formatCount } from "../../components/format/formatCount.ts";

const kinds: Record<AuditKind, { name: string; what: string; trust: string }> = {
  duplicates: {
    name: "Near duplicates",
    what: "Pairs of images that look alike to a model, the nearest first, and files that are the same.",
    trust:
      "A small distance says that the model sees little difference, not that there is none: look at both. One shot taken twice is usually among the first pairs.",
  },
  "label-errors": {
    name: "Doubted labels",
    what: "Images whose original label the models' probabilities speak against (confident learning).",
    trust:
      "It is as good as the models. With a network trained on the dataset, out of fold, one in five of such images was wrong on CIFAR-10; a model that was trained on these very labels has learnt their errors, too, and finds few.",
  },
  "label-neighbours": {
    name: "Unlike their neighbours",
    what: "Images that are nearer to an image of another label than to any of their own.",
    trust:
      "With features of a general network this list is poor: it finds images between two labels as well as wrong ones.",
  },
  "missing-labels": {
    name: "Missing labels",
    what: "Labels that an image does not have and that are as probable as where they are given, by models and annotators together.",
    trust:
      "The more sources say so, the better. Probabilities that add up to 1 over all labels hide a second label.",
  },
  "off-topic": {
    name: "Like no others",
    what: "Images that join the rest late when the nearest are put together first.",
    trust: "Rare views and rare labels stand off as well as what does not belong here.",
  },
  odd: {
    name: "Odd files",
    what: "Images with far fewer pixels, far less content, or another shape than usual.",
    trust: "It looks at files, not at what they show.",
  },
};

const verdicts: Record<AuditVerdict, string> = { issue: "Issue", fine: "Fine" };

/** What an audit found, for leads. */
export const audit = {
  title: "Audit",
  kinds,
  verdicts,
  lead: (images: number, labelled: number) =>
    `${countOf(images, "image")}, ${formatCount(labelled)} with an original label. Lists say where to look; no image is changed by them.`,
  computing: "Looking at all images",
  computingText: "With many images this takes minutes. The page shows what was found as soon as it is there.",
  outdated: "A newer audit is being made.",
  madeAt: (time: string) => `Made ${time}.`,
  save: "Save all lists as CSV",
  lists: "Lists",
  /** Pairs are ranked, without an end at which they would be no duplicates any more. */
  count: (kind: AuditKind, total: number) =>
    total === 0 ? "None" : kind === "duplicates" ? `${formatCount(total)} pairs, ranked` : formatCount(total),
  missing: (why: string) => `Not looked for: ${why}.`,
  nothing: "Nothing was found",
  nothingText: "This list is empty.",
  noneLeft: "No finding is left of those that you chose to see.",
  figure: {
    title: (name: string) => `Score by place: ${name}`,
    place: "place in the list",
    score: {
      duplicates: "distance",
      "label-errors": "quality of the label",
      "label-neighbours": "likeness to its own",
      "missing-labels": "probability",
      "off-topic": "distance from the rest",
      odd: "oddness",
    } satisfies Record<AuditKind, string>,
    about: (verdicts: number) =>
      verdicts === 0
        ? "Where the line bends, a list usually gets worse. Your verdicts will stand on it."
        : "Where the line bends, a list usually gets worse. On it, what leads called an issue or fine.",
    described: (first: number, last: number, places: number, issues: number, fine: number) =>
      `From ${first.toPrecision(3)} at place 1 to ${last.toPrecision(3)} at place ${formatCount(places)}; ${countOf(issues, "issue")} and ${formatCount(fine)} fine.`,
  },
  sources: (names: readonly string[]) => `Made from: ${names.join(", ")}.`,
  listed: (listed: number, total: number) =>
    listed < total ? `The first ${formatCount(listed)} of ${formatCount(total)} are listed.` : "",
  precision: (issues: number, verdicts: number, interval: readonly [number, number] | null) =>
    interval === null
      ? "Nobody has looked at this list yet: your first 50 verdicts tell how far to trust it."
      : `Of the first ${countOf(verdicts, "verdict")}, ${formatCount(issues)} ${issues === 1 ? "is an issue" : "are issues"} (${Math.round((issues / verdicts) * 100)} %, 95 % interval ${Math.round(interval[0] * 100)} to ${Math.round(interval[1] * 100)} %). They are of the images that were looked at, mostly the first of the list.`,
  onlyOpen: "Only without a verdict",
  onlyDisputed: "Only where sources differ",
  findings: "Findings",
  choose: (place: number, key: string) => `Choose ${place}, ${key}`,
  open: (key: string) => `Open ${key}`,
  similar: "Similar images",
  of: (key: string) => `of ${key}`,
  similarTo: (key: string) => `Images similar to ${key}`,
  given: "given",
  suggested: "suggested",
  noLabel: "no label",
  votes: (said: number, asked: number) => `${formatCount(said)} of ${countOf(asked, "source")}`,
  chosen: (count: number) => `${formatCount(count)} chosen`,
  chooseAll: "Choose all shown",
  chooseNone: "Choose none",
  markIssue: "Mark as issue",
  markFine: "Mark as fine",
  takeBack: "Take verdict back",
  refine: "Send to refinement",
  refineTitle: "Send to refinement",
  refineText: (count: number) =>
    `An expert decides on ${countOf(count, "image")}, whatever the annotators say. What they find no label on goes to the no-label review. The reason stays in the history.`,
  sent: (sent: number, unchanged: number) =>
    unchanged === 0
      ? `${countOf(sent, "image")} sent to refinement.`
      : `${countOf(sent, "image")} sent to refinement; ${formatCount(unchanged)} stay where they are: they wait for it already, or have no proposals.`,
  more: "Show more",
  confused: {
    title: "Labels whose images are counted as each other",
    a: "A",
    b: "B",
    relation: "By their names",
    relations: (relation: LabelRelation) => {
      switch (relation?.kind) {
        case "first-is-kind":
          return "A is a kind of B";
        case "second-is-kind":
          return "B is a kind of A";
        case "same-word":
          return `both are called ${relation.word}`;
        case "same-kind":
          return `both a kind of ${relation.of}`;
        default:
          return "–";
      }
    },
    there: "A counted as B",
    back: "B counted as A",
    total: "Of images of the two",
  },
};
