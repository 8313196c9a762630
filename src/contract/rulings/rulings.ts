import { z } from "zod";
import { holdings, rulingKinds } from "../../core/rulings/ruling.ts";
import { endpoint, id } from "../endpoint.ts";
import { imageList, listQuery } from "../images/findingImages.ts";

/** Maximum number of characters in a ruling's text, and of example images. */
export const longestRuling = 1000;
export const maxExamples = 8;

const ofProject = z.strictObject({ project: id });
const label = z.int().nonnegative();
const count = z.int().nonnegative();

const ruling = z.strictObject({
  /** The version of the project's rulings that it created. */
  version: z.int().positive(),
  labels: z.tuple([label, label]),
  kind: z.enum(rulingKinds),
  /** Markdown; may be empty. */
  text: z.string(),
  /** Images of the project, by id. */
  examples: z.array(id),
});
export type Ruling = z.infer<typeof ruling>;

export const getRulings = endpoint({
  name: "getRulings",
  method: "GET",
  path: "/api/projects/:project/rulings",
  summary: "The rulings on pairs of labels that are in force",
  params: ofProject,
  reply: z.strictObject({
    /** 0 before the first ruling. */
    version: count,
    rulings: z.array(ruling),
  }),
});

const change = ruling.extend({
  /** null: withdrawn. */
  kind: z.enum(rulingKinds).nullable(),
  examples: z.array(z.strictObject({ id, key: z.string() })),
  at: z.iso.datetime(),
  /** null: somebody at the command line. */
  by: z.string().nullable(),
});
export type RulingVersion = z.infer<typeof change>;

export const listRulingChanges = endpoint({
  name: "listRulingChanges",
  method: "GET",
  path: "/api/projects/:project/rulings/changes",
  summary: "Every change of the rulings, the newest first",
  params: ofProject,
  reply: z.strictObject({
    version: count,
    /** Of the photos of the labels. */
    exemplarVersion: count,
    changes: z.array(change),
  }),
});

export const saveRuling = endpoint({
  name: "saveRuling",
  method: "PUT",
  path: "/api/projects/:project/rulings",
  summary: "Rule on a pair of labels, change the ruling, or withdraw it",
  params: ofProject,
  body: z.strictObject({
    /** The version that the page showed: if somebody else changed the pair since, it is a conflict. */
    version: count,
    labels: z.tuple([label, label]),
    kind: z.enum(rulingKinds).nullable(),
    text: z
      .string()
      .trim()
      .max(longestRuling, `A ruling has at most ${longestRuling} characters: more belongs in the guideline.`),
    /** Keys of images. */
    examples: z.array(z.string().min(1).max(4096)).max(maxExamples),
  }),
  reply: z.strictObject({ version: count, changed: z.boolean() }),
});

const pair = z.strictObject({
  project: id,
  first: z.coerce.number().int().nonnegative(),
  second: z.coerce.number().int().nonnegative(),
});

/**
 * How far an image is that holds a label of a pair (among its final labels, or before these in anybody's answer): `done`: it has its labels; `to-refine`: it waits for an expert
 * anyway; `pending`: annotators still work on it; `released`: a release holds it, and it stays as it is.
 */
export const affectedStates = ["done", "to-refine", "pending", "released"] as const;
export type AffectedState = (typeof affectedStates)[number];

const countsByState = z.strictObject(
  Object.fromEntries(affectedStates.map((state) => [state, count])) as Record<AffectedState, typeof count>,
);

export const getAffected = endpoint({
  name: "getAffected",
  method: "GET",
  path: "/api/projects/:project/rulings/:first/:second/affected",
  summary: "How many images hold both labels of a pair, or one alone, by how far they are",
  params: pair,
  reply: z.strictObject({
    both: countsByState,
    first: countsByState,
    second: countsByState,
  }),
});
export type Affected = z.infer<typeof getAffected.reply>;

export const listAffected = endpoint({
  name: "listAffected",
  method: "GET",
  path: "/api/projects/:project/rulings/:first/:second/images/:holding",
  summary:
    "The images that hold both labels of a pair, or one alone, or on which people chose one or the other",
  params: pair.extend({ holding: z.enum([...holdings, "disputed"]) }),
  query: listQuery,
  reply: imageList,
});

export const sendAffected = endpoint({
  name: "sendAffected",
  method: "POST",
  path: "/api/projects/:project/rulings/:first/:second/send",
  summary: "Send images that hold both labels of a pair, or one alone, to refinement",
  params: pair,
  body: z.strictObject({
    holdings: z.array(z.enum(holdings)).min(1),
    /** How many images the preview announced. */
    expected: count,
  }),
  reply: z.strictObject({ sent: count }),
});
