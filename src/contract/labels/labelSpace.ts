import { z } from "zod";
import { labelFates } from "../../core/labels/labelFate.ts";
import { languages } from "../../core/people/language.ts";
import { endpoint, id } from "../endpoint.ts";

/** One label of a label space. */
export const label = z.strictObject({
  /** Row in the label space: the number of the model output. */
  index: z.int().nonnegative(),
  /** The label's id in its file: a WordNet id in imagenet-1k. */
  key: z.string().min(1),
  /** Unique in its label space. */
  name: z.string().min(1),
  synonyms: z.array(z.string()),
  definition: z.string(),
  /** From the nearest parent to the root. */
  hypernyms: z.array(z.string()),
  /** By language: its name there, then other words for it. */
  names: z.partialRecord(z.enum(languages), z.array(z.string()).min(1)).optional(),
  /** What became of it, if it is no longer offered; answers on it are kept. */
  fate: z.enum(labelFates).optional(),
  /** If it was merged or split: the labels in its place. */
  into: z.array(z.int().nonnegative()).optional(),
});
export type Label = z.infer<typeof label>;

/** A project's labels: the same for everyone, whatever they may see of images. */
export const getLabelSpace = endpoint({
  name: "getLabelSpace",
  method: "GET",
  path: "/api/projects/:project/label-space",
  summary: "All labels of a project",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    name: z.string(),
    /** Counts changes of the labels: a change states the version that it is based on. */
    version: z.int().nonnegative(),
    labels: z.array(label),
  }),
});

/** The photos of one version of a project's exemplars, as far as pages may show them. */
export const getExemplars = endpoint({
  name: "getExemplars",
  method: "GET",
  path: "/api/projects/:project/exemplars/:version",
  summary: "A version of a project's exemplars",
  params: z.strictObject({ project: id, version: z.coerce.number().int().nonnegative() }),
  reply: z.strictObject({
    /** The ids of each label's photos, in order; labels without photos are absent. */
    labels: z.array(z.strictObject({ label: z.int().nonnegative(), exemplars: z.array(id) })),
  }),
});

/** Notes change while people work, as the label space does not. */
export const getLabelNotes = endpoint({
  name: "getLabelNotes",
  method: "GET",
  path: "/api/projects/:project/label-notes",
  summary: "What the leads have noted on labels",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    /** Version of the labels: a page that holds an older one fetches them again. */
    labelVersion: z.int().nonnegative(),
    notes: z.array(z.strictObject({ label: z.int().nonnegative(), text: z.string() })),
  }),
});

/** A label with the leads' note on it. */
export interface NotedLabel extends Label {
  /** Plain text, one line; absent if there is none. */
  note?: string;
}

/** A label as pages show it. */
export interface LabelWithExemplars extends NotedLabel {
  /** `largeUrl`: where the photo is found in its own size, if not under its id. */
  exemplars: { id: string; url: string; largeUrl?: string }[];
}

/** Labels proposed together far more often than by chance (core/labels/isAboveChance), regardless of answers. */
export const getConfusions = endpoint({
  name: "getConfusions",
  method: "GET",
  path: "/api/projects/:project/labels/:label/confusions",
  summary: "The labels that are proposed with a label well above chance",
  params: z.strictObject({ project: id, label: z.coerce.number().int().nonnegative() }),
  reply: z.strictObject({
    /** Number of images on which it is proposed. */
    proposed: z.int().nonnegative(),
    /** Pairs on the most images first; `expected`: number of images on which the two would meet by chance. */
    confusions: z.array(
      z.strictObject({
        label: z.int().nonnegative(),
        images: z.int().positive(),
        expected: z.number().nonnegative(),
      }),
    ),
  }),
});
