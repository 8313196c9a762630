import type { Role } from "../../../core/tasks/stage.ts";
import { formatCount } from "../../components/format/formatCount.ts";

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** The lead's pages about people. */
export const people = {
  title: "People",
  invite: "Invite",
  empty: {
    title: "Only you are here so far",
    text: "Invite annotators and experts: each gets a link with which they join.",
  },
  table: {
    title: "Members",
    caption: "People and their work",
    name: "Name",
    work: "Done",
    left: (left: number) => `${left} left`,
    batches: "Batches",
    pace: "Per\u00a0image",
    agreement: "Same labels as partners",
    gold: "On gold",
    lastSeen: "Last seen",
    you: "you",
    noAccess: "No access",
    never: "Never",
    independent: "Answers do not depend on what is there",
    hint: "Per image: the median time of active work. Partners: those who annotated the same images; 95 % intervals. On gold: images without a label missed or wrong; annotators never see it.",
  },
  roles: {
    lead: "Sees how the project stands, invites people, makes releases",
    annotator: "Ticks the labels of images, on their own",
    expert: "Settles what annotators disagree on",
  } satisfies Record<Role, string>,
  open: {
    title: "Open invitations",
    caption: "Invitations that nobody accepted yet",
    for: "For",
    anybody: "Whoever opens the link",
    role: "Roles",
    by: "Made by",
    until: "Until",
    expired: (at: string) => `Ended ${at}`,
    renew: "New link",
    renewOf: (whom: string) => `New link for ${whom}`,
    revoke: "Take back",
    revokeAsk: (whom: string) => `Take back the invitation for ${whom}? Its link ends at once.`,
    revokeOf: (whom: string) => `Take back the invitation for ${whom}`,
  },
  dialog: {
    title: "Invite somebody",
    email: "E-mail",
    emailHint: "Only this person can then use the link. Leave it empty for whoever opens the link first.",
    roles: "Roles",
    days: "The link works for",
    dayOptions: [
      { value: "1", label: "1 day" },
      { value: "7", label: "7 days" },
      { value: "30", label: "30 days" },
      { value: "90", label: "90 days" },
    ],
    make: "Make the link",
    cancel: "Cancel",
    done: "Done",
    madeTitle: "The invitation",
    link: "the link",
    once: (until: string) => `It works once, until ${until}. It is shown only now.`,
    mail: {
      sent: (email: string) => `It was sent to ${email}.`,
      failed: "It could not be sent by e-mail. Copy it, and give it to the person yourself.",
      off: "Copy it, and give it to the person yourself.",
    },
    noMail: "This installation sends no e-mail: you get a link to copy.",
  },
  person: {
    back: "All people",
    noAccess: "This person has no access to the project. What they submitted counts on.",
    work: "Work",
    noWork: "No images were given to this person.",
    done: (done: number, total: number) => `${done} of ${total} done`,
    pace: (time: string) => `${time} per image`,
    noPace: "no pace yet",
    open: {
      none: "Nothing is open.",
      reassign: (stage: string) => `Reassign: ${stage.toLowerCase()}`,
      title: "Still open",
      caption: "Images that this person has not submitted",
      what: "What",
      images: "Images",
      drafts: "Begun",
      batch: (stage: string, number: number | null) =>
        number === null ? stage : `${stage}, batch ${number}`,
      noAccess:
        "These images wait until you give them to others. Drafts are kept, and whoever gets an image begins it anew.",
      active: "They stay with this person unless you give them to others.",
    },
    gold: {
      title: "Gold images",
      caption: "How well this person does on gold images",
      none: "This person has answered no gold image yet.",
      hint: "With 95 % intervals: with few images they are wide. Only leads see this.",
    },
    flags: {
      title: "Flagged",
      none: "This person flagged nothing.",
      caption: "Images that this person flagged",
      image: "Image",
      reason: "Why",
      at: "When",
    },
    access: {
      title: "Roles and access",
      self: "Nobody changes their own access. Another lead of the project can.",
      save: "Save roles",
      saved: "Saved. It holds from now on.",
      stays: "What they submitted counts on, whatever their role.",
      reset: "Make a link to reset the password",
      resetElsewhere:
        "This person also works in a project that you do not lead. Only whoever runs the server can reset their password, with this command:",
      resetMade:
        "Give this link to the person. It works once, within 12 hours, as long as nothing else changes for the account; an earlier one has ended.",
      resetLink: "the link",
      end: "End access",
      endTitle: (name: string) => `End the access of ${name}?`,
      endText: (open: number) => [
        "They are signed out at once, and cannot open this project any more. What they submitted stays and counts on.",
        open === 0
          ? "They have no open images."
          : `${plural(open, "open image")} ${open === 1 ? "stays" : "stay"} in their name until you give ${open === 1 ? "it" : "them"} to others. Drafts are kept.`,
      ],
      cancel: "Cancel",
      back: "Give access back",
    },
    activity: {
      title: "Activity",
      older: "Show older",
      none: "Nothing yet.",
      by: (name: string) => `by ${name}`,
      roles: (before: string, after: string) => `${before} → ${after}`,
      noRole: "no role",
    },
  },
  waiting: {
    /** For screen readers, behind the number. */
    badge: (count: number) => `${count === 1 ? "image waits" : "images wait"} for you`,
    sheets: (count: string, one: boolean) => `${count} ${one ? "sheet" : "sheets"}`,
    sheetsWait: (count: number) => `${count === 1 ? "waits" : "wait"} for you`,
    inProject: (count: string, one: boolean) => `${count} ${one ? "image waits" : "images wait"} for you`,
    count: (count: number) => formatCount(count),
    more: (max: number) => `${max}+`,
  },
} as const;
