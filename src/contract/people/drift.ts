import { z } from "zod";
import { driftMeasures } from "../../core/people/measureDrift.ts";
import { countedAt } from "../counted.ts";
import { endpoint, id } from "../endpoint.ts";
import { share } from "../project/overview.ts";

const measure = z.enum(driftMeasures);
const side = z.enum(["low", "high"]);
const over = z.enum(["week", "together"]);
const judged = {
  /** How many images it is of. */
  images: z.int(),
  /** Of gold and repeats a share, of leniency labels an image, of time seconds (the geometric mean). */
  value: z.number(),
  /** Limits of what is usual; null: nothing is out on this side. */
  low: z.number().nullable(),
  high: z.number().nullable(),
};

/** See core/people/measureDrift. */
export const driftReport = z.strictObject({
  people: z.array(
    z.strictObject({
      id,
      name: z.string(),
      /** On images that they answered twice, a week or more apart; null where there are none. */
      repeats: z
        .strictObject({
          /** Images with the same labels both times. */
          same: share,
          /** Of the two sets of labels, its mean over images. */
          jaccard: z.strictObject({
            mean: z.number(),
            interval: z.tuple([z.number(), z.number()]).nullable(),
            intervalMissing: z.string().exactOptional(),
          }),
        })
        .nullable(),
      charts: z.array(
        z.strictObject({
          measure,
          weeks: z.array(
            z.strictObject({
              /** The Monday it begins with, UTC. */
              week: z.iso.date(),
              ...judged,
              /** Why it has no limits; null where it has. */
              unjudged: z.enum(["few-weeks", "few-images", "not-over"]).nullable(),
              /** With the three weeks of work before it. */
              together: z.strictObject(judged).nullable(),
              out: z.strictObject({ side, over }).nullable(),
            }),
          ),
        }),
      ),
    }),
  ),
  /** Weeks that are out, of the last four. */
  notes: z.array(
    z.strictObject({
      person: z.strictObject({ id, name: z.string() }),
      measure,
      side,
      over,
      since: z.iso.date(),
      last: z.iso.date(),
      images: z.int(),
      value: z.number(),
      limit: z.number(),
    }),
  ),
});
export type DriftReport = z.infer<typeof driftReport>;
export type DriftNote = DriftReport["notes"][number];

/** Whether people's work changes: each person's weeks beside their own earlier ones. */
export const getDrift = endpoint({
  name: "getDrift",
  method: "GET",
  path: "/api/projects/:project/drift",
  summary: "Each person's weeks beside their own earlier ones, and who has changed",
  params: z.strictObject({ project: id }),
  reply: driftReport.extend({ countedAt }),
});
