import { z } from "zod";
import { endpoint, id } from "../endpoint.ts";

/** As far as they may be known: no names of files, no original labels, and only images that are finished for the person. */
export const listSimilarInRefinement = endpoint({
  name: "listSimilarInRefinement",
  method: "GET",
  path: "/api/assignments/:assignment/similar",
  summary: "The finished images that look most like the one that is refined, with their final labels",
  params: z.strictObject({ assignment: id }),
  reply: z.strictObject({
    /** By whose embeddings. */
    model: z.string(),
    /** So many of the nearest were looked through. */
    among: z.int(),
    /** The nearest first. */
    images: z.array(
      z.strictObject({
        id,
        thumbnailUrl: z.string(),
        /** Final ones. */
        labels: z.array(z.int()),
        /** 1 less the cosine, from 0 to 2. */
        distance: z.number(),
      }),
    ),
  }),
});
