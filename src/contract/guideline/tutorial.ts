import { z } from "zod";
import { endpoint } from "../endpoint.ts";

/** How the tutorial of the annotation page ended for a person. */
export const tutorialEnds = ["finished", "skipped"] as const;
export type TutorialEnd = (typeof tutorialEnds)[number];

export const getTutorial = endpoint({
  name: "getTutorial",
  method: "GET",
  path: "/api/tutorial",
  summary: "Whether the person signed in has taken the tutorial",
  reply: z.strictObject({
    finishedAt: z.iso.datetime().nullable(),
    skippedAt: z.iso.datetime().nullable(),
  }),
});

export const endTutorial = endpoint({
  name: "endTutorial",
  method: "PUT",
  path: "/api/tutorial",
  summary: "Say that one has finished the tutorial, or wants none",
  body: z.strictObject({ end: z.enum(tutorialEnds) }),
  reply: z.strictObject({}),
});
