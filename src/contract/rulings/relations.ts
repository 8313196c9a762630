import { z } from "zod";
import { rulingKinds } from "../../core/rulings/ruling.ts";
import { countedAt } from "../counted.ts";
import { endpoint, id } from "../endpoint.ts";

const count = z.int().nonnegative();
const label = z.int().nonnegative();

const relation = z.strictObject({
  kind: z.enum(rulingKinds),
  labels: z.tuple([label, label]),
  /** `decisions`: experts' decisions on disputes; `kinds`: the label space, where one label is a kind of the other. */
  from: z.enum(["decisions", "kinds"]),
  /** Whether both are of the same or nearly the same kind in the label space; null if it has no kinds. */
  isKin: z.boolean().nullable(),
  /** Images that wait, on which it settles labels. */
  images: count,
  settles: count,
  /** Of the decided labels that it would have settled, how many it decides as experts did; held back from its choice. */
  right: count,
  total: count,
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Why; only if `interval` is null. */
  intervalMissing: z.string().optional(),
  examples: z.array(z.strictObject({ id, key: z.string(), thumbnailUrl: z.string() })),
});
export type RelationFound = z.infer<typeof relation>;

export const getRelations = endpoint({
  name: "getRelations",
  method: "GET",
  path: "/api/projects/:project/rulings/relations",
  summary: "Relations between labels that would settle disputes, those first that settle the most images",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    countedAt,
    /** Whether people's answers are compared in this project: if votes are joined, rulings settle nothing. */
    compares: z.boolean(),
    /** Of the photos of its labels. */
    exemplarVersion: count,
    /** Disputed images that wait for an expert, and those decided by experts. */
    open: count,
    decided: count,
    relations: z.array(relation),
  }),
});
