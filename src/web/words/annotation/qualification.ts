import type { GoldVerdict } from "../../../core/gold/scoreGold.ts";
import { countOf } from "../../components/format/formatCount.ts";

const images = (count: number) => countOf(count, "practice image");

/** What an annotator's answer on a label is, above the image and, shorter, on its card. */
const verdicts: Record<GoldVerdict, { title: string; onCard: string }> = {
  hit: { title: "Right", onCard: "Right" },
  missed: { title: "Missed", onCard: "Missed" },
  wrong: { title: "Too many", onCard: "Too many" },
  either: { title: "Could go either way, not counted", onCard: "Could go either way" },
  unsure: { title: "You were unsure, not counted", onCard: "You were unsure" },
  unknown: { title: "No expert looked at it, not counted", onCard: "No expert looked at it" },
};

/** Practice before the work opens. */
export const qualification = {
  task: "Practice",
  start: {
    title: (count: number) => `Before you start: ${images(count)}`,
    text: "They work like the images to come. After each one you see what the experts chose beside your own answer.",
    rule: (percent: string) =>
      `Your work opens once ${percent} of the labels are right: chosen by you and by the experts. Labels that could go either way are not counted.`,
    attempts: (count: number) =>
      count === 1
        ? "You have one attempt."
        : `You have ${count} attempts, and time: nobody measures how fast you are.`,
    begin: "Begin",
    goOn: "Go on",
    underWay: (done: number, total: number) => `You have done ${done} of ${total} practice images.`,
  },
  passed: {
    title: "Passed: your work is open",
    text: (right: number, labels: number) =>
      labels === 0 ? "Nothing was wrong." : `${right} of ${labels} labels were right. Well done.`,
  },
  letIn: { title: "Your work is open", text: "The lead has let you in." },
  notYet: {
    title: "Not passed yet",
    text: (right: number, labels: number, percent: string) =>
      `${right} of ${labels} labels were right, and it takes ${percent}. Look at your practice images once more, then try again.`,
    left: (count: number) => `You have ${countOf(count, "attempt")} left.`,
    again: "Try again",
  },
  usedUp: {
    title: "The lead decides how it goes on",
    text: (right: number, labels: number, percent: string) =>
      `${right} of ${labels} labels were right in your last attempt, and it takes ${percent}. You have used all your attempts. The lead sees that and can let you in or have you try again; this page tells you.`,
  },
  notReady: {
    title: "The practice images are not ready yet",
    text: "Your work begins with a few practice images, and the lead has not chosen enough of them. This page shows them as soon as they are there.",
  },
  answers: {
    title: "Your practice images",
    exact: "All labels right",
    not: "Not all labels right",
    look: (number: number, state: string) => `Practice image ${number}: ${state}`,
  },
  feedback: {
    label: "What the experts chose",
    title: (number: number, total: number) => `Practice image ${number} of ${total}`,
    exact: "All right!",
    nothing: "The experts chose nothing either.",
    cards:
      "These cards are the labels that you or the experts chose. Look at their exemplars; ≠ puts a label beside those it is confused with.",
    later: "Submitted. What the experts chose comes once you are connected again.",
    noCards: "Neither you nor the experts chose a label.",
    verdicts,
    expertsSaid: {
      yes: "the experts chose it",
      no: "the experts did not choose it",
      either: "it could go either way",
    },
  },
  neither:
    "Practice images are neither skipped nor flagged: answer as well as you can. Nothing is lost by a mistake.",
  lead: {
    title: "Practice",
    how: "Before their work opens, annotators can be asked to practise on gold images. After each image they are told what the experts chose, so an image kept for practice is never mixed in; and one that anybody had as gold cannot be kept.",
    off: "Practice is not asked for. Turn it on under “Practice” in the settings.",
    toSettings: "Open the settings",
    ready: (ready: number, needed: number) =>
      `${images(ready)} ${ready === 1 ? "is" : "are"} ready; an attempt takes ${needed}.`,
    tooFew: (ready: number, needed: number) =>
      `Only ${ready} of the ${needed} practice images that an attempt takes are ready: nobody can begin. Keep more gold images, and have an expert answer them.`,
    fewForAgain: "With twice as many, who tries again gets other images.",
    count: "How many",
    keep: "Keep for practice",
    keepOf: (key: string) => `Keep for practice: ${key}`,
    giveBack: "Give back",
    giveBackOf: (key: string) => `Give back to be mixed in: ${key}`,
    isPractice: "For practice",
    kept: (count: number) => `${countOf(count, "image")} ${count === 1 ? "is" : "are"} kept for practice.`,
    given: "It can be mixed in again.",
    people: {
      caption: "Who has passed practice",
      name: "Name",
      state: "State",
      attempts: "Attempts",
      score: "Labels right, last attempt",
      act: "Decide",
      none: "There are no annotators yet. Invite them on the page “People”.",
      hint: "Labels that were chosen by both, of all that the images have or that were chosen, with 95 % intervals over images. Images practised on before are easier.",
      letIn: "Let in",
      close: "Close again",
      reset: "Give new attempts",
      outOf: (act: string, name: string) => `${act}: ${name}`,
      attemptsOf: (used: number, all: number) => `${used} of ${all}`,
      seenBefore: (count: number, total: number) => `${count} of ${countOf(total, "image")} seen before`,
    },
    person: {
      caption: "Attempts at practice",
      attempt: "Attempt",
      result: "Result",
      score: "Labels right",
      outcome: (passed: boolean, mark: string) => `${passed ? "Passed" : "Not passed"} at ${mark}`,
      isReset: "no longer counts",
    },
    states: {
      "not-asked": "Not asked for",
      exempt: "Exempt: gave known answers",
      passed: "Passed",
      "to-begin": "Not passed yet",
      "under-way": "Under way",
      "used-up": "Waits for you",
      "not-ready": "Cannot begin",
    },
    passedAt: (when: string) => `Passed ${when}`,
    letInBy: (name: string, when: string) => `Let in by ${name}, ${when}`,
    underWay: (done: number, total: number) => `Under way: ${done} of ${total}`,
  },
} as const;
