import { z } from "zod";
import { endpoint, id } from "../endpoint.ts";

/** What the person may know: no file names, no original labels, and only images that they have finished. */
export const listSimilarInRefinement = endpoint({
  name: "listSimilarInRefinement",
  method: "GET",
  path: "/api/assignments/:assignment/similar",
  summary: "The finished images that look most like the one that is refined, with their final labels",
  params: z.strictObject({ assignment: id }),
  reply: z.strictObject({
    /** The model whose embeddings were compared. */
    model: z.string(),
    /** Number of nearest images examined. */
    among: z.int(),
    /** The nearest first. */
    images: z.array(
      z.strictObject({
        id,
        thumbnailUrl: z.string(),
        /** Final ones. */
        labels: z.array(z.int()),
        /** 1 minus the cosine, between 0 and 2. */
        distance: z.number(),
      }),
    ),
  }),
});
