import type { OwnWorkKind } from "../../../contract/tasks/work.ts";
import type { Stage } from "../../../core/tasks/stage.ts";
import { countOf, formatCount } from "../../components/format/formatCount.ts";
import { formatDuration } from "../../components/format/formatDuration.ts";

/** The page of one's own work. */
export const work = {
  title: "My work",
  offline: (held: number) =>
    held > 0
      ? `No connection: you see how it was last. Go on all the same: ${countOf(held, "image")} ${held === 1 ? "is" : "are"} kept in this browser.`
      : "No connection: you see how it was last. No image to do is kept in this browser.",
  newHere: "New here, or unsure?",
  guideline: "Read the guideline",
  nothing: "Nothing to do yet",
  nothingForExpert:
    "Images come to you once their annotators disagree. This page shows them as soon as they do.",
  nothingForAnnotator:
    "The lead has not given you any images. This page shows them as soon as you have some.",
  stage: {
    done: (images: number) => formatCount(images),
    outOf: (whole: number) => `of ${formatCount(whole)} done`,
    left: (images: number) => `${countOf(images, "image")} left.`,
    /** Times in milliseconds. */
    leftAtPace: (images: number, time: number, perImage: number) =>
      `${countOf(images, "image")} left: about ${formatDuration(time)} at your pace of ${formatDuration(perImage)} an image.`,
    skipped: (images: number) => `${countOf(images, "image")} put off until the end.`,
    blocked: (images: number) => `${countOf(images, "image")} skipped twice: the lead decides.`,
    blockedSettled: (images: number) => `${countOf(images, "image")} skipped twice: settled between experts.`,
    batches: "My batches",
    batch: (number: number) => `Batch ${number}`,
    batchDone: (done: number, total: number) => `${formatCount(done)} of ${formatCount(total)}`,
    start: "Start",
    goOn: "Continue",
    allDone: {
      annotate: "All done. Thank you!",
      refine: "All done for now. New images may still come.",
      classify: "All done. Thank you!",
      "classify-after": "All done for now. New images may still come.",
      "label-anew": "All done for now. Thank you!",
      vote: "All done. Thank you!",
    } satisfies Record<Stage, string>,
  },
  images: {
    title: "My images",
    which: "Which of my images",
    kinds: {
      all: "All",
      flagged: "Flagged",
      open: "Not submitted",
      skipped: "Put off",
    } satisfies Record<OwnWorkKind, string>,
    none: {
      all: "You have not worked on any image yet.",
      flagged: "You have not flagged any image. F flags the one on screen.",
      open: "No image is half done.",
      skipped: "You have not put off any image.",
    } satisfies Record<OwnWorkKind, string>,
    more: "Show earlier ones",
    flagged: (reason: string) => `Flagged: ${reason}`,
    noneOfThese: "None of these",
    noLabel: "No label chosen",
    unsure: (name: string) => `${name} (unsure)`,
    /** Before a time. */
    states: {
      open: "Draft,",
      skipped: "Put off,",
      blocked: "With the lead,",
      final: "Final,",
      submitted: "Submitted,",
    },
  },
};
