import { z } from "zod";
import { endpoint, id } from "../endpoint.ts";

export const getImportPlaces = endpoint({
  name: "getImportPlaces",
  method: "GET",
  path: "/api/projects/:project/import-places",
  summary:
    "From where images can be imported beside files that are sent: jobs of the kinds import-list and import-place",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    /** Whether images from the web are loaded from lists of addresses. */
    lists: z.boolean(),
    /** Folders of the server and buckets from which anything may be imported. */
    roots: z.array(z.string()),
  }),
});
export type ImportPlaces = z.infer<typeof getImportPlaces.reply>;
