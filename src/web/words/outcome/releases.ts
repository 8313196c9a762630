import type { ExportFormat } from "../../../contract/releases/release.ts";
import { countOf, formatCount } from "../../components/format/formatCount.ts";

const formats: Record<ExportFormat, string> = {
  multilabelfy: "Multilabelfy JSON",
  real: "ReaL JSON",
  csv: "CSV, a row per label",
  "csv-sets": "CSV, a row per image",
  "csv-wide": "CSV, a column per label",
  jsonl: "JSON lines",
  parquet: "Parquet",
  coco: "COCO",
  fiftyone: "FiftyOne",
  "label-studio": "Label Studio",
  "hugging-face": "Hugging Face metadata",
  "hugging-face-parquet": "Hugging Face Parquet with images",
  webdataset: "WebDataset with images",
  card: "Dataset card",
  citation: "Citation file",
  croissant: "Croissant",
  votes: "Votes CSV",
  answers: "Answers JSON lines",
  "answers-parquet": "Answers Parquet",
  review: "Review CSV",
  objects: "Objects JSON lines",
  relabel: "Labels of each place (Re-labeling ImageNet)",
  guideline: "Guideline",
};

/** The page of releases; comparing two of them is in releaseDiff.ts. */
export const releases = {
  title: "Releases",
  lead: "A release freezes the final labels under a number, together with how they came to be. It never changes.",
  all: "All releases",
  none: "There is no release yet.",
  createFirst: "Create the first one with the form.",
  nothingFinal: "The first images need their final labels first.",
  create: {
    title: "Create a release",
    nothing: "No image has final labels yet: there is nothing to release.",
    ready: (images: number) => `It would hold ${countOf(images, "image")}, as they are now.`,
    name: "Name",
    nameHint: "first release",
    pending: (images: number) =>
      `${countOf(images, "image")} ${images === 1 ? "is" : "are"} not finished. A release waits for all images, unless you leave these out.`,
    leaveOut: (images: number) => `Leave out ${countOf(images, "unfinished image")}`,
    licence: "Licence of the labels",
    licenceHint: "CC-BY-4.0",
    licenceMeans: "Stated in the dataset card and the citation file. The images keep theirs.",
    authors: "Authors",
    authorsHint: "Ada Lovelace; Alan Turing",
    authorsMeans: "Whom to cite, with semicolons between them.",
    submit: "Create release",
    made: (number: number, name: string) => `Release ${number}, ${name}, is made.`,
  },
  by: (name: string) => `, by ${name}`,
  counts: {
    images: "Images",
    labels: "Labels",
    agreed: "Agreed",
    refined: "Refined",
    ruled: "Settled by rulings",
    noLabel: "No label",
  },
  leftOut: (images: number) => `${countOf(images, "image")} left out: not finished at the time.`,
  audit: {
    caption: "Labels missing and wrong, by the audit sample",
    images: "Images",
    whole: "All",
    quantities: {
      imagesMissing: "Lack a label",
      imagesWrong: "Have a wrong one",
      labelsMissing: "Labels missing",
      labelsWrong: "Labels wrong",
    },
    audited: (audited: number, images: number) => `${audited} of ${formatCount(images)} audited`,
    bounds: (estimate: string, low: string, high: string) => `${estimate} (${low} to ${high})`,
    below: "Below each number: the share of the images, or how many on each image.",
    done: (done: number, drawn: number) =>
      `Audit sample: ${done} of ${countOf(drawn, "image")} ${drawn === 1 ? "is" : "are"} finished:`,
    /** How far the drawn images are, in this order; those of which there are none are left out. */
    states: {
      alike: (images: number) => `${formatCount(images)} labelled alike by two experts`,
      settled: (images: number) => `${formatCount(images)} settled`,
      notJudged: (images: number) => `${formatCount(images)} that cannot be judged`,
      toSettle: (images: number) => `${formatCount(images)} to settle`,
      one: (images: number) => `${formatCount(images)} labelled by one`,
      none: (images: number) => `${formatCount(images)} by nobody yet`,
    },
    notJudged: (images: number) =>
      `Of the ${images === 1 ? "image" : `${formatCount(images)} images`} that cannot be judged the bounds take the worst.`,
    judgement:
      "They are about what experts see: what the release lacks and all of them miss is in no number, and what it has and all miss counts as wrong.",
    reason: (reason: string) => (reason === "" ? "" : `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`),
    holds: (look: number, looks: number) =>
      `The bounds hold with 95 % confidence, each by itself${looks > 1 ? `, at look ${look} of ${looks} and at all of them` : ""}.`,
    counted: (max: number, cut: number) =>
      `Of an image at most ${max} missing and ${max} wrong labels are counted${cut === 0 ? "" : `; ${countOf(cut, "audited image")} ${cut === 1 ? "has" : "have"} more`}.`,
  },
  download: (number: number) => `Download release ${number}`,
  formats,
  groups: { labels: "Labels", tools: "For other tools", answers: "Answers", about: "About them" },
  withImages: "With the images",
  withImagesMeans:
    "Where a format can hold them: an archive (tar) of a folder with the images as they were imported, the dataset card and the citation file.",
  hash: "SHA-256",
  theHash: "the SHA-256",
  protocol: {
    title: "How these labels came to be",
    sentences: "the sentences for a methods section",
    sentencesHint:
      "For a methods section. Every number is this release's. Shares of all its images have no interval, because nothing was drawn.",
    caption: "Protocol of the release",
    what: "What",
    value: "Value",
  },
};
