import { z } from "zod";
import { endpoint, id } from "../endpoint.ts";

const ofProject = { params: z.strictObject({ project: id }) };

/** Maximum number of characters in a guideline. */
export const longestGuideline = 50_000;
/** Maximum size in bytes of a picture uploaded for a guideline. */
export const largestGuidelinePicture = 10 * 1024 * 1024;

const version = z.strictObject({
  version: z.int().positive(),
  at: z.iso.datetime(),
  /** Who wrote it; null for the one that came with the project. */
  by: z.string().nullable(),
});

const guideline = version.extend({ markdown: z.string() });
export type GuidelineVersion = z.infer<typeof guideline>;

export const getGuideline = endpoint({
  name: "getGuideline",
  method: "GET",
  path: "/api/projects/:project/guideline",
  summary: "What the lead asks annotators to do",
  ...ofProject,
  reply: guideline.extend({
    /** The version that the person asking last confirmed; null before the first. */
    known: z.int().nullable(),
  }),
});

export const saveGuideline = endpoint({
  name: "saveGuideline",
  method: "PUT",
  path: "/api/projects/:project/guideline",
  summary: "Write the next version of the guideline",
  ...ofProject,
  body: z.strictObject({
    /** The version that the text was based on. */
    version: z.int().positive(),
    markdown: z.string().max(longestGuideline, `A guideline has at most ${longestGuideline} characters.`),
  }),
  reply: guideline,
});

export const listGuidelineVersions = endpoint({
  name: "listGuidelineVersions",
  method: "GET",
  path: "/api/projects/:project/guideline/versions",
  summary: "All versions of the guideline, the newest first",
  ...ofProject,
  reply: z.strictObject({
    versions: z.array(version),
    /** The version frozen at the end of a pilot, with which the work began. */
    frozen: z.int().nullable(),
  }),
});

export const getGuidelineVersion = endpoint({
  name: "getGuidelineVersion",
  method: "GET",
  path: "/api/projects/:project/guideline/versions/:version",
  summary: "An earlier text of the guideline",
  params: z.strictObject({ project: id, version: z.coerce.number().int().positive() }),
  reply: guideline,
});

export const noteGuidelineKnown = endpoint({
  name: "noteGuidelineKnown",
  method: "PUT",
  path: "/api/projects/:project/guideline/known",
  summary: "Say which version of the guideline one knows",
  ...ofProject,
  body: z.strictObject({ version: z.int().positive() }),
  reply: z.strictObject({}),
});

/** The body is the picture file itself. */
export const addGuidelinePicturePath = (project: string) =>
  `/api/projects/${encodeURIComponent(project)}/guideline/pictures`;
export const guidelinePictureReply = z.strictObject({
  id,
  /** The address that shows it in Markdown: `![alt text](pictures/ID)`. */
  address: z.string(),
});

const pictureAddress = /^pictures\/([\w-]{1,64})$/;

/** The URL of a picture named in a guideline; undefined for any other address. */
export function guidelinePictureUrl(project: string, address: string): string | undefined {
  const [, picture] = pictureAddress.exec(address) ?? [];
  return picture && `${addGuidelinePicturePath(project)}/${picture}`;
}
