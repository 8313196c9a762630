import { useState } from "react";
import type { SaveReply } from "../../../contract/tasks/annotation.ts";
import type { Stage } from "../../../core/tasks/stage.ts";
import { useEachTime } from "../../components/useEachTime.ts";
import type { Refused } from "../../saving/saving.ts";
import { isOut } from "../../saving/statusWords.ts";
import { useAskAgain } from "../../saving/useAskAgain.ts";
import { useBusy } from "../../saving/useBusy.ts";
import { useEvents } from "../../saving/useEvents.ts";
import { useSaving } from "../../saving/useSaving.ts";
import { keepPages } from "../saving/keptPages.ts";
import {
  type AnnotationConflict,
  type AnnotationRequest,
  savedAnnotations,
  sendAnnotation,
} from "../saving/savedAnnotations.ts";
import { createWorkClocks } from "../time/workClocks.ts";
import { annotationActs } from "./annotationActs.ts";
import { changeSession, currentWork, doneSoFar, emptySession, heldAhead } from "./session.ts";
import { useAddress } from "./useAddress.ts";
import { useLoading } from "./useLoading.ts";
import { useNotices } from "./useNotices.ts";
import { useReveal } from "./useReveal.ts";
import { useStepsKept } from "./useStepsKept.ts";
import { useUndo } from "./useUndo.ts";
import { workLoader } from "./workLoader.ts";

interface Options {
  project: string;
  stage: Stage;
  person: string;
  assignment: string | undefined;
  onOpened(assignment: string): void;
}

/** The person's work on this page: the image shown, everything that can be done with it, and the state of saving. */
export function useAnnotation({ project, stage, person, assignment, onOpened }: Options) {
  const { state: session, latest, apply } = useEvents(changeSession, emptySession);
  const { current } = session;
  const [clocksOf] = useState(createWorkClocks);
  const [pages] = useState(() => keepPages({ person, project, stage }));
  const notices = useNotices();
  const busy = useBusy();
  const [saver, status] = useSaving(
    savedAnnotations,
    { person, project },
    {
      send: (id, request, options) =>
        sendAnnotation(id, request, { ...options, holds: heldAhead(latest.current) }),
      onSaved,
      onRefused,
      onTakenOver: (assignments) => loader.takeOver(assignments),
      onSavedElsewhere(_, { saved }, request) {
        const annotation = request.kind === "save" ? request.body.annotation : null;
        apply({ kind: "saved-elsewhere", saved, annotation });
      },
    },
  );
  const loader = workLoader({ project, stage, person, saver, pages, apply });
  const loading = useLoading({ stage, latest, loader, setMessage: notices.setMessage });
  const acts = annotationActs({ latest, apply, saver, loading, notices, busy, clocksOf });
  const { save, change, go, skip, settle, drop } = acts;
  const original = useReveal({ latest, saver, loader, save, notices });
  const undo = useUndo({ latest, apply, loader, save, notices, busy });

  function onSaved(_: string, { saved, next }: SaveReply, request: AnnotationRequest) {
    const work = apply({ kind: "saved", saved }).works[saved.assignment];
    if (work) {
      const draft = request.kind === "save" ? request.body.annotation : work.view.draft;
      void pages.keepView({ ...work.view, draft });
    }
    notices.endRefusal(saved.assignment, "kept");
    if (next) loader.arrive(next, { show: true, whole: false });
    // Stored, but the server named no next image: asking for one tells why.
    else if (saved.state !== "open" && latest.current.current === null) void loading.loadNext(true);
    // Images served one by one are not held ahead.
    if (next && work?.view.batch != null) void loading.fillUp();
    const became = saved.extra ? "extra" : saved.state === "blocked" ? "blocked" : null;
    if (became) notices.showToast(became, latest.current.works[saved.assignment]);
  }

  function onRefused(refusal: AnnotationConflict | Refused) {
    const assignment = refusal.id;
    if (latest.current.works[assignment]) apply({ kind: "refused", assignment });
    else if (refusal.kind === "conflict") void loading.load(assignment);
    notices.clearToast();
    if (refusal.kind === "conflict") return notices.addConflict(refusal);
    notices.setMessage(null);
    notices.addRefusal(refusal);
    if (refusal.code === "locked") loading.reload(assignment);
    else void loading.learn(assignment);
  }

  useStepsKept({ place: { person, project, stage }, session, latest, apply });
  // Another project or stage is another page.
  useEachTime(saver, () => {
    void loading.loadNext(assignment === undefined);
    if (assignment !== undefined) void loading.load(assignment);
  });
  useAskAgain(status, () => void loading.loadNext(true));
  // A message about one image does not apply to the next.
  useEachTime(current, () => notices.setMessage(null));
  useAddress({ assignment, current, latest, onOpened, go });

  const work = currentWork(session);
  /** The refusal for the image shown, or for one not on this page. */
  const refusal = notices.refusals.find(({ id }) => id === current || !session.works[id]) ?? null;
  const asksForComment = notices.message?.kind === "comment-needed" ? notices.message : null;
  const { failure } = loading;
  return {
    session,
    steps: session.steps,
    work,
    clocks: work && clocksOf(work),
    done: doneSoFar(session),
    status,
    failure,
    refusal,
    message: notices.message,
    commentAsked: refusal?.code === "comment-needed" ? refusal : asksForComment,
    toast: notices.toast,
    clearToast: notices.clearToast,
    conflict: notices.conflict,
    change,
    submit: () => acts.submit(original),
    skip,
    undo,
    go,
    settle,
    drop,
    reload: () => void loading.loadNext(true),
    /** Whether the image has a change that the server has not confirmed. */
    isUnsaved: (id: string) => saver.unsaved(id) !== undefined,
    /** Whether a key pressed now would act on another image, or on none: the next one is on its way. */
    isBusy() {
      const { current, finished, progress } = latest.current;
      const isOnItsWay = current === null && progress !== null && !finished && !failure;
      return busy.isBusy() || (isOnItsWay && !isOut(saver.status()));
    },
  };
}
