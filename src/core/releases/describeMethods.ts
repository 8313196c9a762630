import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";

/** The part of a release's own record that is reported here. */
export interface MethodsOf {
  number: number;
  name: string;
  sha256: string;
  /** Images of the release, and those that it leaves out. */
  images: number;
  pending: number;
  labels: number;
  agreed: number;
  refined: number;
  ruled: number;
  noLabel: number;
  /** As it was frozen with the release (actions/releases/describeProtocol); older ones say less. */
  protocol: Record<string, unknown>;
}

/**
 * How the labels of a release came to be, in sentences for a methods section. Each figure is the release's own, with what
 * it is a part of. Shares of all images of the release have no interval, because nothing was drawn; those of a part of
 * them have that of 95 %. What the release does not say is left out.
 */
export function describeMethods(release: MethodsOf): string[] {
  const { protocol } = release;
  const settings = partOf(protocol, "settings");
  return [
    ...introduce(release),
    ...describeProposals(protocol),
    ...describeAnnotators(protocol, settings),
    ...describeRule(settings),
    ...describeSameSet(protocol),
    ...describeOutcome(release),
    ...describeLabels(release),
    ...describeChecks(protocol),
    ...describeEffort(protocol),
  ];
}

const counts = new Intl.NumberFormat("en");
const numberWords = (count: number) => counts.format(count);
const countOf = (count: number, one: string, several = `${one}s`) =>
  `${numberWords(count)} ${count === 1 ? one : several}`;
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;

/** "12 of 40 images (30.0 %)". */
const share = (part: number, whole: number, noun: string) =>
  `${numberWords(part)} of ${countOf(whole, noun)}${whole > 0 ? ` (${percent(part, whole)})` : ""}`;

/** The same with the interval of a share of what was sampled. */
function sampledShare(part: number, whole: number, noun: string): string {
  const interval = shareInterval(part, whole);
  if (!interval) return share(part, whole, noun);
  const [low, high] = interval.map((end) => (100 * end).toFixed(1));
  return `${numberWords(part)} of ${countOf(whole, noun)} (${percent(part, whole)}, 95 % interval ${low} to ${high})`;
}

type Part = Record<string, unknown>;
const partOf = (of: Part, name: string): Part => {
  const part = of[name];
  return typeof part === "object" && part !== null && !Array.isArray(part) ? (part as Part) : {};
};
const listIn = (of: Part, name: string): Part[] => (Array.isArray(of[name]) ? (of[name] as Part[]) : []);
const numberIn = (of: Part, name: string): number | undefined =>
  typeof of[name] === "number" ? (of[name] as number) : undefined;
const textIn = (of: Part, name: string): string | undefined =>
  typeof of[name] === "string" ? (of[name] as string) : undefined;

function introduce({ number, name, sha256, protocol }: MethodsOf): string[] {
  const program = textIn(protocol, "program") ?? "multilabelfy";
  const space = textIn(partOf(protocol, "labelSpace"), "name");
  const changes = numberIn(protocol, "labelVersion") ?? 0;
  const labels = space
    ? ` Labels are those of ${space}${changes > 0 ? `, with ${countOf(changes, "change")} of the project's own` : ""}.`
    : "";
  return [`The labels are release ${number}, “${name}” (SHA-256 ${sha256}), made with ${program}.${labels}`];
}

const ways: Record<string, string> = {
  single: "by",
  union: "by the union of",
  mean: "by the mean of",
  maximum: "by the maximum of",
};

function describeProposals(protocol: Part): string[] {
  return listIn(protocol, "proposers").flatMap((proposer) => {
    const models = listIn(proposer, "models").flatMap((model) => textIn(model, "name") ?? []);
    const [k, images] = [numberIn(proposer, "k"), numberIn(proposer, "images")];
    const how = textIn(proposer, "how") ?? "single";
    if (k === undefined || images === undefined) return [];
    if (models.length === 0)
      return [
        `For ${countOf(images, "image")}, every one of ${countOf(k, "label")} was shown, in their order; no model ranked them.`,
      ];
    const each = how === "union" ? " each" : "";
    return [
      `For ${countOf(images, "image")}, candidate labels were proposed ${ways[how] ?? `by ${how} of`} ${models.join(", ")} (top ${k}${each})${proposer["withOriginal"] === true ? "; original labels that no model proposed were added" : ""}.`,
    ];
  });
}

function describeAnnotators(protocol: Part, settings: Part): string[] {
  const [annotators, overlap] = [numberIn(protocol, "annotators"), numberIn(settings, "overlap")];
  if (annotators === undefined || overlap === undefined) return [];
  const preset = textIn(settings, "preset");
  const people = countOf(annotators, "person", "people");
  const version = numberIn(protocol, "guidelineVersion");
  const guideline = version === undefined ? "" : ` The guideline was then at version ${version}.`;
  const isBlind = preset === "paper" || preset === "careful";
  return [
    `${people} answered, and each image was meant for ${overlap} of them${isBlind ? ", who saw neither its original label, nor scores, nor each other's answers" : ""}.${guideline}`,
    ...describePilots(protocol),
  ];
}

function describePilots(protocol: Part): string[] {
  const pilots = listIn(protocol, "pilots");
  if (pilots.length === 0) return [];
  const images = pilots.reduce((sum, pilot) => sum + (numberIn(pilot, "images") ?? 0), 0);
  return [
    `Before, ${countOf(pilots.length, "pilot")} on ${countOf(images, "image")} showed what people read differently; ${pilots.length === 1 ? "its" : "their"} answers do not count.`,
  ];
}

function describeRule(settings: Part): string[] {
  const rule = partOf(settings, "agreementRule");
  switch (rule["kind"]) {
    case "exact-with-original":
      return [
        "An image was agreed where all its annotators chose the same set of labels, the original label among them; every other image went to an expert.",
      ];
    case "exact":
      return [
        "An image was agreed where all its annotators chose the same set of labels; every other image went to an expert.",
      ];
    case "quorum":
      return [
        `An image was agreed where each chosen label was chosen by at least ${rule["votes"]} of its annotators; every other image went to an expert.`,
      ];
    case "jaccard":
      return [
        `An image was agreed where every two of its annotators' sets had a Jaccard index of at least ${rule["atLeast"]}, and got what all chose; every other image went to an expert.`,
      ];
    default:
      return [];
  }
}

function describeSameSet(protocol: Part): string[] {
  const { images, total } = sameSetIn(protocol, "sameSet");
  if (total === 0) return [];
  return [
    `On ${sampledShare(images, total, "image")} that several people annotated, all chose the same set of labels.`,
  ];
}

const sameSetIn = (protocol: Part, name: string) => ({
  images: numberIn(partOf(protocol, name), "images") ?? 0,
  total: numberIn(partOf(protocol, name), "total") ?? 0,
});

function describeOutcome({ images, pending, agreed, refined, ruled, protocol }: MethodsOf): string[] {
  const experts = numberIn(protocol, "experts");
  const by = refined > 0 && experts ? ` by ${countOf(experts, "expert")}` : "";
  const parts = [
    `${share(agreed, images, "image")} were agreed`,
    `${share(refined, images, "image")} were refined${by}`,
    ...(ruled > 0 ? [`${share(ruled, images, "image")} were settled by rulings on pairs of labels`] : []),
  ];
  const left =
    pending > 0
      ? ` ${countOf(pending, "further image")} had no final labels and ${pending === 1 ? "is" : "are"} left out.`
      : "";
  return [`${joined(parts)}.${left}`];
}

const joined = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

function describeLabels({ images, labels, noLabel, protocol }: MethodsOf): string[] {
  if (images === 0) return [];
  const review = partOf(protocol, "noLabelReview");
  const [reviewed, ended] = [numberIn(review, "reviewed") ?? 0, numberIn(review, "images") ?? 0];
  const reviewers = numberIn(partOf(protocol, "settings"), "reviewers") ?? 0;
  return [
    `The ${countOf(images, "image")} hold ${countOf(labels, "label")}, ${(labels / images).toFixed(2)} an image; ${share(noLabel, images, "image")} have none.`,
    ...(reviewers > 0 && ended > 0
      ? [
          `Of the images without a label, ${share(reviewed, ended, "image")} were reviewed by ${countOf(reviewers, "expert")} each.`,
        ]
      : []),
  ];
}

function describeChecks(protocol: Part): string[] {
  const outside = partOf(protocol, "chosenOutsideProposals");
  const [found, chosen] = [numberIn(outside, "labels") ?? 0, numberIn(outside, "total") ?? 0];
  const twice = sameSetIn(protocol, "refinedTwiceAlike");
  const blank = numberIn(protocol, "refinedFromBlank") ?? 0;
  return [
    ...(chosen > 0
      ? [
          `Of the labels that people chose, ${share(found, chosen, "label")} had not been proposed and were found by search; proposals miss at least these.`,
        ]
      : []),
    ...(twice.total > 0
      ? [
          `On ${sampledShare(twice.images, twice.total, "image")} that two experts refined, both chose the same set of labels.`,
        ]
      : []),
    ...(blank > 0 ? [`${countOf(blank, "image")} were refined from blank.`] : []),
  ];
}

function describeEffort(protocol: Part): string[] {
  const hours = numberIn(protocol, "humanHours");
  return hours === undefined ? [] : [`All this took ${hours.toFixed(1)} hours of people's active work.`];
}
