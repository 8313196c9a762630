import { endTutorial, type TutorialEnd } from "../../contract/guideline/tutorial.ts";
import { call } from "../client/call.ts";
import type { Sort } from "../saving/saving.ts";

/** There is one tutorial for all projects. */
export const theTutorial = "tutorial";

interface Ended {
  end: TutorialEnd;
}

/** The fact that a person has finished the tutorial, or declined it. */
export const savedTutorial: Sort<Ended, Ended, object> = {
  table: "unsavedTutorial",
  form: (wanted) => wanted,
  wantedOf: (request) => request,
  isDraft: () => false,
  asDraft: () => null,
  over: [],
  revisionOf: () => 0,
  withoutNext: (reply) => reply,
};

export const sendTutorial = (
  _: string,
  body: Ended,
  options: { person: string; keepalive: boolean },
): Promise<object> => call(endTutorial, { body, ...options });
