import { z } from "zod";
import { voteMethods } from "../core/project/settings.ts";
import { endpoint, id } from "./endpoint.ts";
import { share } from "./project/overview.ts";

const count = z.int().nonnegative();
const ofProject = z.strictObject({ project: id });

/** How a project's votes were settled, over all images and people at once. */
export const settlement = z.strictObject({
  method: z.enum(voteMethods),
  /** A label is accepted if its probability exceeds this. */
  threshold: z.number(),
  /** Number of joined answers: one per person, label and image. */
  votes: count,
  annotators: count,
  /** Images that have all their votes. */
  images: count,
  /** The current outcome of those images. */
  agreed: count,
  toExperts: count,
  /** Those whose outcome changed. */
  changed: count,
  /** Those that stay as they were because an expert has opened them, a lead sent them, or a release holds them. */
  kept: count,
  /** Those whose votes changed while they were joined; they wait for the next settlement. */
  waiting: count,
  /** Answers to gold questions used to weight people; 0 if only the votes were used. */
  goldAnswers: count,
  /** What limits the estimate. */
  warnings: z.array(z.string()),
  /** Images that nobody votes on because all models name their original label. */
  modelAgreed: count,
  /** Outcome by the votes alone, at several thresholds. */
  byThreshold: z.array(
    z.strictObject({
      threshold: z.number(),
      /** Images with a label, and with none. */
      images: count,
      noLabel: count,
      labels: count,
      /** ReaL accuracy of the stored models on those images: whether the first label is among the image's labels. */
      models: z.array(share.extend({ model: z.string() })),
    }),
  ),
});
export type Settlement = z.infer<typeof settlement>;

export const getVotes = endpoint({
  name: "getVotes",
  method: "GET",
  path: "/api/projects/:project/votes",
  summary: "Whether a project's votes are settled",
  params: ofProject,
  reply: z.strictObject({
    /** Whether people vote in this project. */
    isAsked: z.boolean(),
    /** Images that have all their votes, and no outcome yet. */
    waiting: count,
    /** The last settlement; null before the first. */
    last: z.strictObject({ at: z.iso.datetime(), settlement }).nullable(),
  }),
});
export type VotesView = z.infer<typeof getVotes.reply>;

export const settleVotes = endpoint({
  name: "settleVotes",
  method: "POST",
  path: "/api/projects/:project/votes/settle",
  summary: "Find what the votes of a project mean, and which of its images go to experts",
  params: ofProject,
  body: z.strictObject({}),
  reply: settlement,
});
