import { z } from "zod";
import { disagreementReasons } from "../../core/outcome/findAgreement.ts";
import { workModes } from "../../core/project/settings.ts";
import { combinations } from "../../core/proposals/proposalMethod.ts";
import { roles, stages } from "../../core/tasks/stage.ts";
import { countedAt } from "../counted.ts";
import { endpoint, id } from "../endpoint.ts";
import { stageForecasts } from "../pace.ts";

/** A share with its denominator and a 95 % interval; null if the denominator is 0. */
export const share = z.strictObject({
  count: z.int(),
  total: z.int(),
  share: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Why; only if the share is null. */
  reason: z.string().exactOptional(),
});
export type Share = z.infer<typeof share>;

/**
 * Labels that people chose and no model had proposed, of all that they chose: an image's labels are its expert's, or
 * before that all that annotators ticked, each once. What is missed at least: nobody searches for everything.
 */
const coverage = z.strictObject({
  outside: share,
  /** By the image's number of labels, ascending, only those that occur; 5 stands for 5 and more. */
  byLabelCount: z.array(z.strictObject({ labels: z.int(), images: z.int(), outside: share })),
});
export type Coverage = z.infer<typeof coverage>;

const interval = z.tuple([z.number(), z.number()]).nullable();

/** How a project stands: the lead's first page. */
export const getOverview = endpoint({
  name: "getOverview",
  method: "GET",
  path: "/api/projects/:project/overview",
  summary: "How a project stands",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    countedAt,
    images: z.strictObject({
      /** With those whose files cannot be read. */
      total: z.int(),
      failed: z.int(),
      proposed: z.int(),
      /** Images that have some of their annotations, but not all. */
      annotatedOnce: z.int(),
      /** Images that have all the annotations that the project asks for. */
      annotated: z.int(),
      agreed: z.int(),
      /** Images that went to refinement, refined or not. */
      toRefine: z.int(),
      refined: z.int(),
      noLabel: z.int(),
      /** Images that are exemplars of a label: in none of the other numbers. */
      leftOut: z.int(),
      /** Images left out by a lead: in none of the other numbers either. */
      leftOutByLead: z.int(),
    }),
    /** Reviewed images, of those that ended without a label; null if no review is asked for. */
    review: z.strictObject({ images: z.int(), reviewed: z.int() }).nullable(),
    overlap: z.int(),
    /** How images reach the people who see them first. */
    openingMode: z.enum(workModes),
    /**
     * Where people mark objects among candidates that images are given: how many images have theirs, and the sheets from
     * whose answers they are chosen. null elsewhere.
     */
    candidates: z
      .strictObject({ images: z.int(), sheets: z.int(), answers: z.int(), expected: z.int() })
      .nullable(),
    forecasts: stageForecasts,
    /** Who made the newest proposals: the first model's name, and how many others; how, and how deep. */
    proposer: z
      .strictObject({
        name: z.string(),
        others: z.int(),
        how: z.enum(["single", ...combinations]),
        /** Proposals per image; of a union, labels of each model. */
        k: z.int(),
      })
      .nullable(),
    people: z.array(
      z.strictObject({
        id,
        name: z.string(),
        email: z.string(),
        roles: z.array(z.enum(roles)),
        work: z.array(
          z.strictObject({
            stage: z.enum(stages),
            done: z.int(),
            total: z.int(),
            medianActiveMs: z.number().nullable(),
          }),
        ),
        /** Images on which this person and each partner chose the same set, of those that both submitted. */
        agreement: share.nullable(),
      }),
    ),
    /** Images with final labels so far, by number of labels. */
    labelCounts: z.strictObject({
      images: z.int(),
      none: z.int(),
      one: z.int(),
      two: z.int(),
      more: z.int(),
      multi: share,
    }),
    /** Why images went to refinement (`images.toRefine` of them): an image counts under each of its reasons. */
    reasons: z.array(z.strictObject({ reason: z.enum(disagreementReasons), images: z.int() })),
    coverage,
    /**
     * Images that several people finished, by weeks that end today, the newest first: on how many all chose the same
     * labels; and the 95 % interval of how far this week's share differs from the one before, null where either has none.
     */
    agreement: z.strictObject({
      weeks: z.array(
        z.strictObject({
          ...{ from: z.iso.date(), to: z.iso.date(), images: z.int(), alike: z.int() },
          interval,
          /** Why; only if there is none. */
          intervalMissing: z.string().exactOptional(),
        }),
      ),
      change: interval,
      changeMissing: z.string().exactOptional(),
    }),
    /** Images that people finished on each of the last 28 days, the oldest first, today last; UTC. */
    activity: z.array(z.strictObject({ day: z.iso.date(), images: z.int() })),
    /** The pilot that is open: its images, and how many of its answers are in. */
    pilot: z.strictObject({ images: z.int(), done: z.int(), total: z.int() }).nullable(),
    /** Disagreed images that no expert has taken yet: they are in nobody's counts. */
    waitingForExpert: z.int(),
    /** The newest release, and whether a new one would hold the same labels. */
    release: z.strictObject({ number: z.int(), name: z.string(), isCurrent: z.boolean() }).nullable(),
    job: z.strictObject({ kind: z.string(), done: z.int(), total: z.int(), running: z.boolean() }).nullable(),
  }),
});
export type Overview = z.infer<typeof getOverview.reply>;
