import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Qualification, Verdicts } from "../../contract/practice/qualification.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import { keepReply } from "../offline/lastReply.ts";
import type { StoredVersion } from "../saving/saving.ts";
import { useRefusals } from "../saving/useRefusals.ts";
import { useSaving } from "../saving/useSaving.ts";
import { practiceQuery, practiceReply } from "./practiceQuery.ts";
import { type PracticeReply, savedPractice, sendPractice, type WantedPractice } from "./savedPractice.ts";

/** What the person learns by submitting a practice image. */
export interface Notices {
  id: string;
  draft: AnnotationDraft;
  verdicts: Verdicts;
  qualification: Qualification;
}

interface Options {
  project: string;
  person: string;
  onFeedback(feedback: Notices): void;
}

/** Saves practice images, and reports the experts' choice once one is submitted. */
export function usePracticeSaving({ project, person, onFeedback }: Options) {
  const client = useQueryClient();
  const feedback = useRefusals<WantedPractice, StoredVersion>();
  const [isReady, setReady] = useState(false);
  /** Changes when another page has left or saved work on the image, to draw it again. */
  const [version, setVersion] = useState(0);
  const askAnew = () => void client.invalidateQueries({ queryKey: practiceQuery(project).queryKey });
  const isDone = ({ state }: WantedPractice) => state === "submitted";

  function onSaved(id: string, { feedback: learned }: PracticeReply, { annotation }: WantedPractice) {
    feedback.endRefusal(id);
    if (!learned) return;
    client.setQueryData(practiceQuery(project).queryKey, learned.qualification);
    void keepReply(practiceReply(project), learned.qualification);
    onFeedback({ id, draft: annotation, ...learned });
  }

  const [saver, status] = useSaving(
    savedPractice,
    { person, project },
    {
      send: (id, request, options) => sendPractice(project, id, request, options),
      onSaved,
      onRefused(refusal) {
        if (refusal.kind === "refused") feedback.addRefusal(refusal);
        // Perhaps because of a rule unknown to the page.
        askAnew();
      },
      onTakenOver: () => setVersion((before) => before + 1),
      onSavedElsewhere(id, reply, request) {
        if (isDone(request)) return onSaved(id, reply, request);
        const { annotation } = request;
        client.setQueryData(practiceQuery(project).queryKey, (last) =>
          last?.current?.id === id ? { ...last, current: { ...last.current, draft: annotation } } : last,
        );
        setVersion((before) => before + 1);
      },
    },
  );
  useEffect(() => {
    void saver.ready.then(() => setReady(true));
  }, [saver]);

  return {
    saver,
    status,
    /** Whether the work left by earlier visits is known. */
    isReady,
    version,
    refusal: feedback.refusals[0] ?? null,
    endRefusal: feedback.endRefusal,
    drop(id: string) {
      saver.settle(id, 0, "elsewhere");
      feedback.endRefusal(id);
      askAnew();
      setVersion((before) => before + 1);
    },
  };
}

export type PracticeSaving = ReturnType<typeof usePracticeSaving>;
