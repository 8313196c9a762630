import { z } from "zod";
import { byStage, stages } from "../core/tasks/stage.ts";
import { countedAt } from "./counted.ts";
import { endpoint, id } from "./endpoint.ts";

const range = z.strictObject({ low: z.number(), likely: z.number(), high: z.number() });
const interval = z.tuple([z.number(), z.number()]);

const forecast = z.union([
  z.strictObject({
    perDay: z.number(),
    days: z.strictObject({ early: z.number(), likely: z.number(), late: z.number().nullable() }),
    /** Why; only if the latest end is null. */
    lateMissing: z.string().exactOptional(),
    basis: z.strictObject({ days: z.int(), done: z.int() }),
  }),
  z.strictObject({ reason: z.enum(["nothing", "done", "too-early"]) }),
]);

/** When each stage ends if work continues as in its last days (see core/pace/forecastEnd). */
export const stageForecasts = z.array(
  z.strictObject({
    stage: z.enum(stages),
    /** Decisions still to make; in refinement, including those expected to come. */
    left: z.int(),
    forecast,
  }),
);
export type StageForecast = z.infer<typeof stageForecasts>[number];

/** See core/summarizePace. */
const seconds = z.strictObject({
  images: z.int(),
  median: z.number(),
  interval: interval.nullable(),
  intervalMissing: z.string().exactOptional(),
  middleHalf: interval,
});

/** How fast people work, when the work ends, and what it costs. */
export const getPace = endpoint({
  name: "getPace",
  method: "GET",
  path: "/api/projects/:project/pace",
  summary: "Time per image, people's weeks, and forecasts",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    countedAt,
    forecasts: stageForecasts,
    people: z.array(z.strictObject({ id, name: z.string() })),
    weeks: z.array(
      z.strictObject({
        person: id,
        /** The Monday it begins with, UTC. */
        week: z.iso.date(),
        stage: z.enum(stages),
        seconds,
        leniency: z
          .strictObject({
            images: z.int(),
            mean: z.number(),
            interval: interval.nullable(),
            intervalMissing: z.string().exactOptional(),
          })
          .nullable(),
        /** Gold images with no label missed or wrong, with the interval of their share. */
        gold: z.strictObject({ images: z.int(), exact: z.int(), interval }).nullable(),
      }),
    ),
    seconds: z.array(
      z.strictObject({
        stage: z.enum(stages),
        all: seconds,
        byLabels: z.array(z.strictObject({ labels: z.int(), seconds })),
      }),
    ),
    /** What a plan starts from, and which parts this project has measured itself. */
    assumptions: z.strictObject({
      images: z.int(),
      overlap: z.int(),
      objectsOverlap: z.int(),
      /** Of the stages of the protocol. */
      people: z.strictObject(byStage(() => z.int().exactOptional())),
      secondsPerImage: z.strictObject(byStage(() => range)),
      refineShare: range,
      measured: z.array(z.enum([...stages, "refineShare"])),
    }),
  }),
});
export type Pace = z.infer<typeof getPace.reply>;
