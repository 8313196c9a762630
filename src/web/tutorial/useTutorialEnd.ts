import { useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { getTutorial, type TutorialEnd } from "../../contract/guideline/tutorial.ts";
import { useSaving } from "../saving/useSaving.ts";
import { whenSaved } from "../saving/whenSaved.ts";
import { savedTutorial, sendTutorial, theTutorial } from "./savedTutorial.ts";
import { keepProgress } from "./tutorialProgress.ts";

type Tutorial = z.output<typeof getTutorial.reply>;

/** Records that the tutorial has ended for a person, even if that reaches the server only later. */
export function useTutorialEnd(person: string) {
  const client = useQueryClient();
  function learn({ end }: { end: TutorialEnd }) {
    const queryKey = [getTutorial.path];
    // At once, so that it is not offered a moment longer.
    client.setQueryData(queryKey, (last: Tutorial | undefined) => {
      const at = new Date().toISOString();
      return last && { ...last, ...(end === "finished" ? { finishedAt: at } : { skippedAt: at }) };
    });
    void client.invalidateQueries({ queryKey });
  }
  const [saver] = useSaving(
    savedTutorial,
    // For all projects.
    { person, project: theTutorial },
    {
      send: sendTutorial,
      onSaved: (_, __, request) => learn(request),
      // If the server refuses it, the tutorial is offered again.
      onRefused: ({ id }) => saver.settle(id, 0, "elsewhere"),
      onTakenOver: () => {},
      onSavedElsewhere: (_, __, request) => learn(request),
    },
  );
  return {
    /** Whether it has ended and the server does not know yet. */
    isEnded: saver.unsaved(theTutorial) !== undefined,
    /** @returns once it is saved, or kept for later */
    async end(end: TutorialEnd): Promise<void> {
      keepProgress(person, 0);
      saver.save(theTutorial, { end });
      await whenSaved(saver, theTutorial);
    },
  };
}
