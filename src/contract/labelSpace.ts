import { z } from "zod";
import { endpoint, id } from "./endpoint.ts";

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
});
export type Label = z.infer<typeof label>;

/** A project's labels with their exemplars: the same for everyone, whatever they may see of images. */
export const getLabelSpace = endpoint({
  method: "GET",
  path: "/api/projects/:project/label-space",
  summary: "All labels of a project, with their exemplars",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    name: z.string(),
    exemplarVersion: z.int(),
    labels: z.array(label.extend({ exemplars: z.array(z.strictObject({ id, url: z.string() })) })),
  }),
});
export type LabelWithExemplars = z.infer<typeof getLabelSpace.reply>["labels"][number];

export const getGuideline = endpoint({
  method: "GET",
  path: "/api/projects/:project/guideline",
  summary: "What the lead asks annotators to do",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({ version: z.int(), markdown: z.string() }),
});
