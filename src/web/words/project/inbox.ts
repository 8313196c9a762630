import type { MatterKind } from "../../../core/inbox/matters.ts";
import { countOf, formatCount } from "../../components/format/formatCount.ts";

const image = (count: number) => countOf(count, "image");

/** What wants the lead. */
export const inbox = {
  title: "Inbox",
  lead: "What needs you: what people flag or cannot judge, who waits, whose work has changed, and what failed.",
  /** For screen readers, behind the number in the side bar. */
  badge: (count: number) => (count === 1 ? "thing needs you" : "things need you"),
  list: "What needs you",
  kinds: {
    backup: "Backup",
    job: "Failed",
    flag: "Flagged",
    question: "Asked",
    mention: "For you",
    skipped: "Skipped twice",
    "used-up": "Practice",
    left: "Left behind",
    idle: "Away",
    free: "Nothing to do",
    lenient: "Many labels",
    drift: "Changed",
    invitation: "Invitation",
    unreadable: "Not readable",
    unproposed: "No proposals",
  } satisfies Record<MatterKind, string>,
  filter: "Show",
  all: (count: number) => `All ${formatCount(count)}`,
  ofKind: (kind: string, count: number) => `${kind} ${formatCount(count)}`,
  more: (shown: number, count: number) =>
    `The newest ${formatCount(shown)} of each kind are shown, of ${formatCount(count)} in all. More come as you settle these.`,
  empty: {
    title: "Nothing needs you",
    text: "Flags, images that people skip twice, annotators without work, changes in how somebody works, failed imports and failed backups come here by themselves.",
    overview: "To the overview",
  },
  noneOfKind: "Nothing of this kind is left.",
  quote: (text: string) => `“${text}”`,
  says: {
    backup: (lastAt: string | undefined) =>
      `The last backup failed; ${lastAt === undefined ? "there is none before it" : `the last good one is of ${lastAt}`}. Tell whoever runs this installation: the command “doctor” says why.`,
    job: (kind: string) => `${kind} failed, and has not been done since.`,
    usedUp: (name: string) => `${name} has used all attempts at practice, and cannot work.`,
    left: (name: string, images: number) =>
      `${name} has no access any more. ${image(images)} ${images === 1 ? "waits" : "wait"} in their name until you give ${images === 1 ? "it" : "them"} to others.`,
    idle: (name: string, images: number, seen: string | undefined) =>
      seen === undefined
        ? `${name} has never been here. ${image(images)} ${images === 1 ? "waits" : "wait"} in their name.`
        : `${name} was last here ${seen}. ${image(images)} ${images === 1 ? "waits" : "wait"} in their name.`,
    free: (name: string, images: number) =>
      `${name} has nothing to do, while ${image(images)} ${images === 1 ? "has" : "have"} fewer annotators than the project asks for.`,
    lenient: (name: string, own: string, partners: string, images: number) =>
      `${name} chooses ${own} labels an image, and their partners ${partners} on the same ${image(images)}.`,
    lenientInterval: (low: string, high: string) => `Difference, 95 % interval: ${low} to ${high}.`,
    noInterval: (why: string) => `There is no interval: ${why}.`,
    lenientWhat: "Look at some of these images together, and read the guideline: either may be right.",
    invitation: (email: string | null) =>
      email === null
        ? "An invitation ran out before anybody used it."
        : `The invitation for ${email} ran out before they used it.`,
    unreadable: (images: number) => `${image(images)} cannot be read.`,
    unproposed: (images: number) =>
      `${image(images)} ${images === 1 ? "has" : "have"} no proposals, so that nobody can be asked about ${images === 1 ? "it" : "them"}. Run “propose” again.`,
  },
  acts: {
    about: (what: string) => `What to do about ${what}`,
    answer: "Answer",
    answerLabel: (name: string) => `Your answer to ${name}`,
    answerHint: "It stands on their page My work.",
    sendAnswer: "Answer and settle",
    cancel: "Cancel",
    settle: "Settled",
    refine: "To refinement",
    reopen: "Open again",
    give: "Give to another",
    look: "Look",
    read: "Read",
    showImages: "Show the images",
    batches: "Give out images",
    reassign: "Reassign",
    people: "To People",
    jobs: "To Jobs",
  },
  sentReason: (name: string, reason: string) => `Flagged by ${name}: ${reason}`,
  done: {
    settled: "Settled.",
    answered: (name: string) => `${name} finds your answer on My work.`,
    refined: "Sent to refinement.",
    waitsAlready: "It waits for an expert already, and is settled.",
    reopened: "Open again for whoever skipped it.",
  },
  undo: "Undo",
  undoReason: "Taken back in the inbox.",
  undone: "Taken back.",
  dismiss: "Close",
  settledTitle: "Settled lately",
  settledBy: (name: string | null, at: string) => `${name === null ? "settled" : `by ${name}`}, ${at}`,
  answered: (answer: string) => `Answer: “${answer}”`,
  takeBack: "Take back",
  takeBackOf: (what: string) => `Take back: ${what}`,
};
