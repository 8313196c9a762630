import { z } from "zod";
import { matterKinds } from "../core/inbox/matters.ts";
import { stages } from "../core/tasks/stage.ts";
import { endpoint, id } from "./endpoint.ts";
import { driftReport } from "./people/drift.ts";

const params = z.strictObject({ project: id });
const person = z.strictObject({ id, name: z.string() });
const image = z.strictObject({ id, key: z.string(), thumbnailUrl: z.string() });
/** See core/inbox/matters: matterId. */
const matterKey = z.string().min(1).max(300);

const common = {
  id: matterKey,
  /** Since when, as far as is known. */
  at: z.iso.datetime(),
};
const of = <Kind extends (typeof matterKinds)[number], Shape extends z.ZodRawShape>(
  kind: Kind,
  shape: Shape,
) => z.strictObject({ ...common, kind: z.literal(kind), ...shape });

const matter = z.discriminatedUnion("kind", [
  /** The server's own last backup failed; `madeAt` is when the last good one was made. */
  of("backup", { madeAt: z.string().nullable() }),
  /** A job that failed and has not succeeded since, with its message. */
  of("job", { job: z.string(), text: z.string() }),
  /** An image that somebody flagged, with their words. */
  of("flag", {
    image,
    person,
    text: z.string(),
    /** Whether it can be sent to an expert: not gold, and not flagged on a sheet. */
    mayBeRefined: z.boolean(),
  }),
  /** What an annotator wrote about an image; gone once a lead has written there. */
  of("question", { image, person, text: z.string() }),
  /** What was written to this lead; gone once they have read it. */
  of("mention", { image, person, text: z.string() }),
  /** An image that somebody skipped twice. */
  of("skipped", {
    image,
    person,
    text: z.string(),
    assignment: id,
    stage: z.enum(stages),
    mayBeRefined: z.boolean(),
  }),
  /** An annotator who has used all attempts at practice. */
  of("used-up", { person }),
  /** Work of somebody whose access has ended. */
  of("left", { person, images: z.int() }),
  /** Somebody with work who has not been seen for days; null: never. */
  of("idle", { person, images: z.int(), lastSeenAt: z.iso.datetime().nullable() }),
  /** An annotator who has nothing to do, while images are with nobody. */
  of("free", { person, images: z.int() }),
  /** Somebody who chooses twice as many labels as partners on the same images: labels per image of both. */
  of("lenient", {
    person,
    images: z.int(),
    own: z.number(),
    partners: z.number(),
    /** Of the difference, 95 %; null, with the reason, if there is none. */
    interval: z.tuple([z.number(), z.number()]).nullable(),
    intervalMissing: z.string().exactOptional(),
  }),
  /** Somebody whose work has changed. */
  of("drift", { person, note: driftReport.shape.notes.element }),
  /** An invitation that ran out. */
  of("invitation", { email: z.string().nullable() }),
  /** Images whose files cannot be read, with the reason for the first. */
  of("unreadable", { images: z.int(), text: z.string() }),
  /** Images without proposals, while others have them. */
  of("unproposed", { images: z.int() }),
]);
export type Matter = z.infer<typeof matter>;

export const getInbox = endpoint({
  name: "getInbox",
  method: "GET",
  path: "/api/projects/:project/inbox",
  summary:
    "What wants the lead: flags, skipped images, people who wait, changes in their work, and what failed",
  params,
  reply: z.strictObject({
    /** The newest first; of each kind at most 100. */
    matters: z.array(matter),
    /** Number of matters of each kind that occurs. */
    counts: z.array(z.strictObject({ kind: z.enum(matterKinds), matters: z.int() })),
    total: z.int(),
    /** What leads settled last, the newest first. */
    settled: z.array(
      z.strictObject({
        matter,
        answer: z.string(),
        at: z.iso.datetime(),
        /** null: an account that is gone. */
        by: z.string().nullable(),
      }),
    ),
  }),
});
export type Inbox = z.infer<typeof getInbox.reply>;
export type SettledMatter = Inbox["settled"][number];

export const settleMatters = endpoint({
  name: "settleMatters",
  method: "POST",
  path: "/api/projects/:project/inbox/settle",
  summary: "Say that something needs the lead no more, with an answer to whoever flagged it",
  params,
  body: z.strictObject({
    matters: z.array(matterKey).min(1).max(500),
    /** Shown on *My work* to whoever flagged the image. */
    answer: z.string().trim().max(500).default(""),
  }),
  reply: z.strictObject({ settled: z.int() }),
});

export const reopenMatters = endpoint({
  name: "reopenMatters",
  method: "POST",
  path: "/api/projects/:project/inbox/reopen",
  summary: "Take back that something needs the lead no more; an answer is taken back with it",
  params,
  body: z.strictObject({ matters: z.array(matterKey).min(1).max(500) }),
  reply: z.strictObject({ reopened: z.int() }),
});
