import { z } from "zod";
import { languages } from "../../core/people/language.ts";
import { endpoint, id } from "../endpoint.ts";
import { label } from "./labelSpace.ts";

const count = z.int().nonnegative();
const ofProject = z.strictObject({ project: id });
const ofLabel = z.strictObject({ project: id, label: z.coerce.number().int().nonnegative() });

/** What a change is based on, and whether it is made or previewed. */
const base = z.strictObject({
  /** The version of the labels that the page showed: if somebody else changed them since, the change is refused. */
  version: count,
  /** Only says what would move. */
  preview: z.boolean().default(false),
});

const content = z.strictObject({
  name: z.string().optional(),
  synonyms: z.array(z.string()).optional(),
  definition: z.string().optional(),
  /** The index of a more general label, or a name that is no label; "" for none. */
  parent: z.union([count, z.string()]).optional(),
  /** By language: its name, then other words for it; an empty list removes them, a missing language keeps them. */
  names: z.partialRecord(z.enum(languages), z.array(z.string())).optional(),
});

const newLabel = content.extend({
  name: z.string(),
  /** What files call it; it never changes. Its name where this is left out. */
  key: z.string().optional(),
});

/** Images that a change affects, by their progress. */
const byState = z.strictObject({
  /** Final, and in no release. */
  done: count,
  /** Waiting for answers, which will be asked for under the changed labels. */
  waiting: count,
  /** Final, and in a release, which does not change. */
  released: count,
});
export type AskAgain = z.infer<typeof byState>;

const moves = z.strictObject({
  /** People's answers on the label; they are kept. */
  answers: z.strictObject({ yes: count, unsure: count, no: count }),
  /** Images that have it as an original label. */
  originals: count,
  exemplars: count,
  rulings: count,
  /** Releases of the project: none of them changes. */
  releases: count,
  /** Images that are finished; nobody was asked about a label that is added now. */
  finished: count,
  /** Images that must be asked again. */
  askAgain: byState,
  /** Keys of the first few. */
  askAgainFirst: z.array(z.string()),
});
export type LabelMoves = z.infer<typeof moves>;

const reply = z.strictObject({
  /** Version of the labels after the change. */
  version: count,
  /** Whether anything changes. */
  changed: z.boolean(),
  /** Labels after the change: new ones, and those that were changed. */
  labels: z.array(label),
  moves,
});
export type LabelChanged = z.infer<typeof reply>;

export const addLabel = endpoint({
  name: "addLabel",
  method: "POST",
  path: "/api/projects/:project/labels",
  summary: "Add a label, behind all others",
  params: ofProject,
  body: newLabel.extend(base.shape),
  reply,
});

export const editLabel = endpoint({
  name: "editLabel",
  method: "PUT",
  path: "/api/projects/:project/labels/:label",
  summary: "Change a label's name, synonyms, definition, parent or names in other languages",
  params: ofLabel,
  body: content.extend(base.shape),
  reply,
});

export const retireLabel = endpoint({
  name: "retireLabel",
  method: "POST",
  path: "/api/projects/:project/labels/:label/retire",
  summary: "Offer a label no more, or a retired one again; answers on it are kept",
  params: ofLabel,
  body: base.extend({ back: z.boolean().default(false) }),
  reply,
});

export const splitLabel = endpoint({
  name: "splitLabel",
  method: "POST",
  path: "/api/projects/:project/labels/:label/split",
  summary: "Split a label into new ones, which stand in its place",
  params: ofLabel,
  body: base.extend({ into: z.array(newLabel).min(2).max(50) }),
  reply,
});

export const getAskAgain = endpoint({
  name: "getAskAgain",
  method: "GET",
  path: "/api/projects/:project/labels/:label/ask-again",
  summary: "The images of which people have to be asked again because of what became of a label",
  params: ofLabel,
  reply: z.strictObject({
    counts: byState,
    images: z.array(z.strictObject({ id, key: z.string(), state: z.enum(["done", "waiting", "released"]) })),
  }),
});

export const askAgain = endpoint({
  name: "askAgain",
  method: "POST",
  path: "/api/projects/:project/labels/:label/ask-again",
  summary: "Send those of them that are finished to refinement",
  params: ofLabel,
  /** How many the preview announced, in a release or not. */
  body: z.strictObject({ expected: count }),
  reply: z.strictObject({ sent: count }),
});

export const mergeLabels = endpoint({
  name: "mergeLabels",
  method: "POST",
  path: "/api/projects/:project/labels/:label/merge",
  summary: "Merge a label into another; answers on both become answers on the one that is left",
  params: ofLabel,
  /** `into`: the index of the label that is left. */
  body: base.extend({ into: count }),
  reply,
});
