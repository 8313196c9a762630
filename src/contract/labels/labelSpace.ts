import { z } from "zod";
import { labelFates } from "../../core/labels/labelFate.ts";
import { languages } from "../../core/people/language.ts";
import { endpoint, id } from "../endpoint.ts";

/** One label of a label space. */
export const label = z.strictObject({
  /** Row in the label space: what a model's output is numbered by. */
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
  /** What became of it, where it is not offered any more; answers on it are kept. */
  fate: z.enum(labelFates).optional(),
  /** Where it was merged or split: the labels in its place. */
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
    /** Counts their changes: a change states the version that it was built on. */
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
    /** The ids of each label's photos, in order; a label without any is missing. */
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
    /** Of the labels: a page that holds an older one asks for them again. */
    labelVersion: z.int().nonnegative(),
    notes: z.array(z.strictObject({ label: z.int().nonnegative(), text: z.string() })),
  }),
});

/** A label with what the project's leads have noted on it. */
export interface NotedLabel extends Label {
  /** Plain text, one line; missing where there is none. */
  note?: string;
}

/** A label as pages show it. */
export interface LabelWithExemplars extends NotedLabel {
  /** `largeUrl`: where the photo is found in its own size, if not under its id. */
  exemplars: { id: string; url: string; largeUrl?: string }[];
}

/** Labels that are proposed together well above chance (core/labels/isAboveChance): never by what people answered. */
export const getConfusions = endpoint({
  name: "getConfusions",
  method: "GET",
  path: "/api/projects/:project/labels/:label/confusions",
  summary: "The labels that are proposed with a label well above chance",
  params: z.strictObject({ project: id, label: z.coerce.number().int().nonnegative() }),
  reply: z.strictObject({
    /** On how many images it is proposed. */
    proposed: z.int().nonnegative(),
    /** Those on the most images first; `expected`: on how many images chance would bring the two together. */
    confusions: z.array(
      z.strictObject({
        label: z.int().nonnegative(),
        images: z.int().positive(),
        expected: z.number().nonnegative(),
      }),
    ),
  }),
});
