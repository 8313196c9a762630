import type { flagStates } from "../../../contract/talk.ts";
import { formatCount } from "../../components/format/formatCount.ts";

/** What people say of an image, their flags, and what is written to them. */
export const talk = {
  title: "Talk",
  none: "Nobody has written about this image.",
  noneOfOwn: "Nothing is written here for you.",
  entries: "What is said",
  unread: (count: number) => `${formatCount(count)} new`,
  flagged: "flagged this image",
  answered: (name: string) => `answered ${name}`,
  answeredYou: "answered your flag",
  toYou: "to you",
  to: (name: string) => `to ${name}`,
  edited: (at: string) => `edited ${at}`,
  takenBack: "Taken back.",
  /** Beside what few read, and why. */
  privateOwn: "You and the leads read this.",
  privateOf: (name: string) => `Only ${name} and leads read this, until the image has its final labels.`,
  waits: (names: string) =>
    `${names} may not see this yet: it waits until their own answer is final and the image has its labels.`,
  states: {
    open: "Waits for a lead",
    answered: "Answered",
    closed: "Closed",
  } satisfies Record<(typeof flagStates)[number], string>,
  acts: {
    edit: "Edit",
    takeBack: "Take back",
    takeBackSure: "Take back this message? That you did is shown, and the history keeps what it said.",
    keep: "Keep it",
    reopen: "Open again",
    close: "Close the flag",
    answer: "Answer and close",
    write: "Send",
    save: "Save",
    cancel: "Cancel",
    talk: "Talk about it",
    show: "Show",
    hide: "Hide",
  },
  form: {
    label: "Write about this image",
    edit: "Change your message",
    hint: "Type @ to mention somebody.",
    forLeads: "Leads read what you write here. Nobody else does before the image has its final labels.",
    whom: "For",
    everybody: "Everybody who may read",
    alone: (name: string) => `${name} alone, at once`,
    aloneWarns: (name: string) =>
      `${name} may still be working on this image: say nothing about others' answers.`,
    answer: (name: string) => `Your answer to ${name}`,
    people: "People to mention",
  },
  done: {
    sent: "Sent.",
    answered: "Answered and closed.",
    answeredBefore: "Another lead settled it first.",
    closed: "Closed.",
    reopened: "Open again: a lead is told.",
    takenBack: "Taken back.",
    saved: "Saved.",
  },
  mine: {
    flags: "Your flags",
    counts: (open: number, answered: number, closed: number) =>
      `${formatCount(open)} open, ${formatCount(answered)} answered, ${formatCount(closed)} closed`,
    flagged: (text: string) => (text === "" ? "You flagged it." : `You flagged it: “${text}”`),
    by: (name: string | null, at: string) => (name === null ? at : `${name}, ${at}`),
    threads: "Messages",
    /** For screen readers: a button's own word, and what it is about. */
    about: (act: string, what: string) => `${act}: ${what}`,
  },
};
