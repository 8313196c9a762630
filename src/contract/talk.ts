import { z } from "zod";
import { endpoint, id } from "./endpoint.ts";

const ofImage = z.strictObject({ project: id, image: id });
const ofMessage = z.strictObject({ project: id, message: id });
const person = z.strictObject({ id, name: z.string() });
const operation = id;
const matterKey = z.string().min(1).max(300);
/** Mentions are written as `@{id}`. */
const text = z.string().trim().min(1).max(2000);

export const flagStates = ["open", "answered", "closed"] as const;

const flag = z.strictObject({
  id: matterKey,
  /** `closed`: a lead settled it without an answer. */
  state: z.enum(flagStates),
  mayAnswer: z.boolean(),
  mayReopen: z.boolean(),
});

const entry = z.strictObject({
  id: matterKey,
  /** A message, a flag by somebody who answered the image, or the answer to one. */
  kind: z.enum(["message", "flag", "answer"]),
  author: person,
  at: z.iso.datetime(),
  /** Empty if it was taken back. */
  text: z.string(),
  editedAt: z.iso.datetime().nullable(),
  isTakenBack: z.boolean(),
  isOwn: z.boolean(),
  /** The only person it was written to, apart from leads. */
  to: person.nullable(),
  /** Until the image has its final labels, only its author, its addressee and leads can read it. */
  isPrivate: z.boolean(),
  mentions: z.array(person),
  /** For leads: people it mentions who may not read it yet. */
  waiting: z.array(person),
  flag: flag.nullable(),
});
export type TalkEntry = z.infer<typeof entry>;

const thread = z.strictObject({
  /** What the person signed in may read, the oldest first. */
  entries: z.array(entry),
  mayWrite: z.boolean(),
  /** Whether what they write now is for leads only. */
  isForLeads: z.boolean(),
  /** People they may mention. */
  people: z.array(person),
  /** For leads: people who asked and can be answered privately. */
  askers: z.array(person),
});
export type Thread = z.infer<typeof thread>;

export const getThread = endpoint({
  name: "getThread",
  method: "GET",
  path: "/api/projects/:project/images/:image/thread",
  summary: "What people say of an image, as far as the person signed in may know it; it counts as read",
  params: ofImage,
  reply: thread,
});

export const writeMessage = endpoint({
  name: "writeMessage",
  method: "POST",
  path: "/api/projects/:project/images/:image/thread",
  summary: "Write of an image; people are mentioned as @{id}",
  params: ofImage,
  body: z.strictObject({
    operation,
    text,
    /** From leads: visible at once to this person only; null: to everyone who may read. */
    to: id.nullable().default(null),
  }),
  reply: z.strictObject({
    message: id,
    /** For leads: addressees who may not read it yet. */
    waiting: z.array(person),
  }),
});
export type WriteMessageBody = z.output<typeof writeMessage.body>;
export type WriteMessageReply = z.infer<typeof writeMessage.reply>;

export const editMessage = endpoint({
  name: "editMessage",
  method: "PUT",
  path: "/api/projects/:project/messages/:message",
  summary:
    "Change the text of one's own message; that it was edited is shown, and the history keeps what it said",
  params: ofMessage,
  body: z.strictObject({ operation, text }),
  reply: writeMessage.reply,
});

export const takeBackMessage = endpoint({
  name: "takeBackMessage",
  method: "POST",
  path: "/api/projects/:project/messages/:message/take-back",
  summary: "Take back one's own message; that it was is shown, and the history keeps what it said",
  params: ofMessage,
  body: z.strictObject({ operation }),
  reply: z.strictObject({ message: id }),
});

export const answerFlag = endpoint({
  name: "answerFlag",
  method: "POST",
  path: "/api/projects/:project/images/:image/flags/answer",
  summary: "Answer a flag and close it; with no text it is closed alone",
  params: ofImage,
  body: z.strictObject({ operation, flag: matterKey, answer: z.string().trim().max(500).default("") }),
  reply: z.strictObject({ isSettled: z.boolean() }),
});

export const reopenFlag = endpoint({
  name: "reopenFlag",
  method: "POST",
  path: "/api/projects/:project/images/:image/flags/reopen",
  summary: "Open one's own flag again; what was answered stays",
  params: ofImage,
  body: z.strictObject({ operation, flag: matterKey }),
  reply: z.strictObject({ isOpen: z.boolean() }),
});

export const listTalk = endpoint({
  name: "listTalk",
  method: "GET",
  path: "/api/projects/:project/talk",
  summary: "The flags of the person signed in, with their answers, and the images that they talk of",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    /** The newest first. */
    flags: z.array(
      z.strictObject({
        id: matterKey,
        image: z.strictObject({ id, thumbnailUrl: z.string() }),
        text: z.string(),
        at: z.iso.datetime(),
        state: z.enum(flagStates),
        /** Empty where there is none. */
        answer: z.string(),
        answeredBy: z.string().nullable(),
        answeredAt: z.iso.datetime().nullable(),
      }),
    ),
    /** Number of flags by state. */
    counts: z.strictObject({ open: z.int(), answered: z.int(), closed: z.int() }),
    threads: z.array(
      z.strictObject({
        image: z.strictObject({ id, thumbnailUrl: z.string() }),
        /** The last one they may read. */
        last: z.strictObject({ author: person, text: z.string(), at: z.iso.datetime() }),
        mentions: z.array(person),
        /** Unread messages for them. */
        unread: z.int(),
      }),
    ),
  }),
});
export type Talk = z.infer<typeof listTalk.reply>;
