import { z } from "zod";
import { batchOrders, partnerRules } from "../core/batches/planBatches.ts";
import { workModes } from "../core/project/settings.ts";
import { destinations, stages } from "../core/tasks/stage.ts";
import { countedAt } from "./counted.ts";
import { endpoint, id } from "./endpoint.ts";

const project = z.strictObject({ project: id });
const person = z.strictObject({ id, name: z.string() });
const unfinished = z.enum(["open", "skipped", "blocked"]);
const reason = z.string().trim().min(1).max(500);
const maxAtOnce = 10_000;

export const seed = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);

const wishes = z.strictObject({
  annotators: z.array(id).max(1000),
  size: z.union([
    z.strictObject({ batches: z.int().min(1).max(10_000) }),
    z.strictObject({ perBatch: z.int().min(1).max(1_000_000) }),
  ]),
  order: z.enum(batchOrders),
  partners: z.enum(partnerRules),
  overlap: z.int().min(1).max(100),
  seed,
  /** Whether images that somebody already has go to further annotators. */
  again: z.boolean(),
});
export type BatchWishes = z.infer<typeof wishes>;

export const getBatches = endpoint({
  name: "getBatches",
  method: "GET",
  path: "/api/projects/:project/batches",
  summary: "Who works on what: batches, what is left with whom, and what waits for the lead",
  params: project,
  reply: z.strictObject({
    countedAt,
    annotationMode: z.enum(workModes),
    refinementMode: z.enum(workModes),
    overlap: z.int(),
    annotators: z.array(person),
    /** Those of them whose work is closed until they pass practice. */
    notQualified: z.array(id),
    experts: z.array(person),
    /** Images with proposals that no annotator has. */
    unassigned: z.int(),
    /** Images that some annotators have, and fewer than the project asks for. */
    short: z.int(),
    /** Disagreed images that no expert has. */
    waitingForExpert: z.int(),
    batches: z.array(
      z.strictObject({
        number: z.int(),
        images: z.int(),
        at: z.iso.datetime(),
        order: z.enum(batchOrders).nullable(),
        people: z.array(
          z.strictObject({
            id,
            name: z.string(),
            total: z.int(),
            done: z.int(),
            skipped: z.int(),
            blocked: z.int(),
          }),
        ),
      }),
    ),
    /** What people have been given and not finished. */
    left: z.array(
      z.strictObject({
        person,
        stage: z.enum(stages),
        open: z.int(),
        skipped: z.int(),
        blocked: z.int(),
      }),
    ),
  }),
});
export type Batches = z.infer<typeof getBatches.reply>;

const plan = z.strictObject({
  images: z.int(),
  batches: z.array(z.strictObject({ number: z.int(), images: z.int(), annotators: z.array(id) })),
  /** What each annotator gets, and how many images they share with whom. */
  people: z.array(
    z.strictObject({
      id,
      batches: z.int(),
      images: z.int(),
      partners: z.array(z.strictObject({ id, images: z.int() })),
    }),
  ),
});
export type Plan = z.infer<typeof plan>;

export const previewBatches = endpoint({
  name: "previewBatches",
  method: "POST",
  path: "/api/projects/:project/batches/preview",
  summary: "Plan batches without giving anything",
  params: project,
  body: wishes,
  reply: plan,
});

export const createBatches = endpoint({
  name: "createBatches",
  method: "POST",
  path: "/api/projects/:project/batches",
  summary: "Split images into batches and give them to annotators",
  params: project,
  body: wishes.extend({
    /** How many images the previewed plan had. */
    expected: z.int(),
  }),
  reply: plan,
});

const given = z.array(z.strictObject({ person: id, images: z.int() }));

export const reassignWork = endpoint({
  name: "reassignWork",
  method: "POST",
  path: "/api/projects/:project/reassign",
  summary: "Give what a person left to others, or take it back",
  params: project,
  body: z.strictObject({
    stage: z.enum(stages),
    from: id,
    /** Empty: the work is taken back. */
    to: z.array(id).max(1000),
    states: z.array(unfinished).min(1),
    images: z.array(id).max(maxAtOnce).optional(),
  }),
  reply: z.strictObject({
    withdrawn: z.int(),
    given,
    /** Keys of images that stay, because none of the people named may have them. */
    left: z.array(z.string()),
  }),
});

export const splitRefinement = endpoint({
  name: "splitRefinement",
  method: "POST",
  path: "/api/projects/:project/refinement/split",
  summary: "Split the images that wait for an expert evenly",
  params: project,
  body: z.strictObject({ experts: z.array(id).min(1).max(1000) }),
  reply: z.strictObject({ given, left: z.array(z.string()) }),
});

export const reopenBlocked = endpoint({
  name: "reopenBlocked",
  method: "POST",
  path: "/api/projects/:project/reopen",
  summary: "Open images again for those who skipped them twice",
  params: project,
  body: z.strictObject({ assignments: z.array(id).min(1).max(maxAtOnce) }),
  reply: z.strictObject({ reopened: z.int() }),
});

export const sendImages = endpoint({
  name: "sendImages",
  method: "POST",
  path: "/api/projects/:project/sendings",
  summary: "Send images to refinement, back to their annotators, or where the rule says",
  params: project,
  body: z.strictObject({ images: z.array(id).min(1).max(500), to: z.enum(destinations), reason }),
  reply: z.strictObject({
    sent: z.int(),
    unchanged: z.array(
      z.strictObject({
        key: z.string(),
        why: z.enum(["waits-already", "not-sent", "not-annotated", "no-proposals"]),
      }),
    ),
  }),
});

export const takeBackSending = endpoint({
  name: "takeBackSending",
  method: "POST",
  path: "/api/projects/:project/sendings/take-back",
  summary: "Take a sending to refinement back: what held before holds again",
  params: project,
  body: z.strictObject({ images: z.array(id).min(1).max(500), reason }),
  reply: z.strictObject({ takenBack: z.int() }),
});
