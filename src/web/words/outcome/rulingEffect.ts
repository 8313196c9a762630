import { formatPercent } from "../../../core/percent.ts";
import type { RuledLabel } from "../../../core/rulings/settleByRuling.ts";
import { countOf, formatCount } from "../../components/format/formatCount.ts";
import { formatInterval } from "../../components/format/formatShare.ts";

const inMarks = (name: string) => `“${name}”`;

/** Relations that are suggested, and disputes that rulings settle. */
export const rulingEffect = {
  relations: {
    title: "Relations to rule on",
    about: (open: number, decided: number) =>
      `From ${countOf(decided, "disputed image")} that experts have decided: what these say of two labels would settle disputes on some of the ${formatCount(open)} that wait. You decide whether it is true; nothing is settled before a sample was looked at.`,
    none: "Nothing is suggested yet: a relation needs some decided disputes that say the same, and images that wait.",
    notCompared: "In this project votes are joined, not compared: rulings settle nothing.",
    settles: (images: number, labels: number) =>
      `Would settle ${countOf(labels, "label")} on ${countOf(images, "waiting image")}.`,
    asExperts: (right: number, total: number, interval: readonly [number, number] | null) =>
      total === 0
        ? "No decided dispute tells of it."
        : `As experts decided on ${formatCount(right)} of ${countOf(total, "label")}${interval ? ` (95 % interval ${formatInterval(interval)} %)` : ""}.`,
    fromKinds: "The label space has the one as a kind of the other.",
    notKin:
      "The label space has them apart: they may only be seen together often, which makes neither a kind of the other.",
    rule: "Rule on it",
    ruleOn: (ruling: string) => `Rule on it: ${ruling}`,
    photosOf: (label: string) => `Exemplars of ${inMarks(label)}`,
    examples: "Disputes that it would settle",
    more: (count: number) => `Show ${countOf(count, "more relation")}`,
  },
  title: "Disputes it settles",
  withdrawn: (first: string, second: string) =>
    `Still settled by a ruling on ${inMarks(first)} and ${inMarks(second)} that was withdrawn`,
  lead: "Each person's ticks are read as the ruling wants them; a label about which all then say the same is settled. Images on which nothing else is disputed need no expert any more.",
  nothing: "It settles no dispute that waits.",
  settles: (labels: number, images: number, finished: number) =>
    `Settles ${countOf(labels, "label")} on ${countOf(images, "image")}. ${finished === 0 ? "All of them still need an expert." : `Then ${countOf(finished, "image")} ${finished === 1 ? "needs" : "need"} no expert.`}`,
  left: ({ opened, sent, released }: { opened: number; sent: number; released: number }) =>
    `Left alone: ${[
      ...(opened > 0 ? [`${formatCount(opened)} that an expert has opened`] : []),
      ...(sent > 0 ? [`${formatCount(sent)} that you sent to refinement`] : []),
      ...(released > 0 ? [`${formatCount(released)} in a release`] : []),
    ].join(", ")}.`,
  show: "Show the images",
  hide: "Hide the images",
  says: (answer: RuledLabel["answer"], label: string) =>
    answer === "yes" ? `${inMarks(label)} holds` : `${inMarks(label)} does not hold`,
  staysOpen: "something else stays disputed",
  more: "Show more",
  list: "List them, and draw a sample",
  listAgain: "Draw another sample",
  toSample: (judged: number, sampled: number) =>
    judged === sampled ? "Look at the sample again" : `Look at the sample (${judged} of ${sampled} done)`,
  listed: (images: number, sampled: number) =>
    `${countOf(images, "image")} listed. An expert looks at ${formatCount(sampled)} of them before anything changes.`,
  precision: (right: number, judged: number, images: number, interval: readonly [number, number]) =>
    judged === images
      ? `All were looked at: ${formatCount(right)} of ${formatCount(images)} are right.`
      : `${formatCount(right)} of ${formatCount(judged)} looked at are right: of all ${formatCount(images)}, ${formatPercent(interval[0])} to ${formatPercent(interval[1])} (exact 95 % bounds).`,
  apply: (images: number) => `Settle ${countOf(images, "image")}`,
  applyAnyway: "Settle them all the same",
  anyway: {
    title: "Settle them although too much of the sample is wrong?",
    text: "Fewer than 95 % of the images looked at are right. The release states the reason that you give. Images found wrong stay with the experts.",
  },
  applied: (images: number, labels: number) =>
    `Applied: ${countOf(labels, "label")} settled on ${countOf(images, "image")}.`,
  despite: (reason: string) => `Applied although too much of the sample was wrong: ${reason}`,
  undo: "Undo",
  undone: "Taken back.",
  changed: (images: number) => `${countOf(images, "image")} settled.`,
  putBack: (images: number) =>
    `${countOf(images, "image")} put back as ${images === 1 ? "it was" : "they were"}.`,
  leftAsIs: (images: number) => `${countOf(images, "image")} left as they are:`,
  why: {
    opened: "an expert has it open",
    sent: "sent to refinement",
    released: "in a release",
    wrong: "found wrong in the sample",
    changed: "changed since",
  } as Record<string, string>,
  sample: {
    title: "A ruling's sample",
    back: "Rulings",
    about: (images: number) =>
      `The ruling would settle ${countOf(images, "image")}. Say of each one below whether what it settles there is right: all of it, as far as the photo shows. Nothing changes before.`,
    done: (judged: number, sampled: number) => `${formatCount(judged)} of ${formatCount(sampled)} done.`,
    allDone: "All are looked at. The lead decides now.",
    forExperts: "Experts say what is right. You see what they said.",
    locked: "It was applied: what was said stays.",
    settles: "It settles:",
    verdictOn: (place: number) => `Image ${formatCount(place)}: is it right?`,
    right: "Right",
    wrong: "Wrong",
    by: (name: string) => `said ${name}`,
    work: {
      title: "A ruling to look at",
      look: (judged: number, sampled: number) =>
        `Look at the sample (${formatCount(judged)} of ${formatCount(sampled)} done)`,
    },
    photo: (place: number) => `Image ${formatCount(place)} of the sample`,
  },
} as const;
