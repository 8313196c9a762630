import { useQueryClient } from "@tanstack/react-query";
import { getTutorial, type TutorialEnd } from "../../contract/guideline/tutorial.ts";
import { useSaving } from "../saving/useSaving.ts";
import { whenSaved } from "../saving/whenSaved.ts";
import { savedTutorial, sendTutorial, theTutorial } from "./savedTutorial.ts";
import { keepProgress } from "./tutorialProgress.ts";

/** Says that the tutorial has ended for a person, also where that arrives only later. */
export function useTutorialEnd(person: string) {
  const client = useQueryClient();
  const askAnew = () => void client.invalidateQueries({ queryKey: [getTutorial.path] });
  const [saver] = useSaving(
    savedTutorial,
    // Of all projects.
    { person, project: theTutorial },
    {
      send: sendTutorial,
      onSaved: askAnew,
      // What no server takes is offered once more.
      onRefused: ({ id }) => saver.settle(id, 0, "elsewhere"),
      onTakenOver: () => {},
      onSavedElsewhere: askAnew,
    },
  );
  return {
    /** It has ended, and the server does not know yet. */
    isEnded: saver.unsaved(theTutorial) !== undefined,
    /** @returns once it is saved, or kept for later */
    async end(end: TutorialEnd): Promise<void> {
      keepProgress(person, 0);
      saver.save(theTutorial, { end });
      await whenSaved(saver, theTutorial);
    },
  };
}
