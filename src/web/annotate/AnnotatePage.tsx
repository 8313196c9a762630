import { rulesOf } from "../../core/stages/rulesOf.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import { CallFailure } from "../client/call.ts";
import { useLabels } from "../client/queries/labelSpace.ts";
import { AllDone, LoadingFailed, LoadingWork, WorkClosed } from "../components/messages/EmptyState.tsx";
import { isOut, waitingWords } from "../saving/statusWords.ts";
import { words } from "../words/words.ts";
import type { WorkPlace } from "../workShell/WorkRoute.tsx";
import { WorkShell } from "../workShell/WorkShell.tsx";
import { KinProvider } from "./cards/kin.ts";
import { AnnotationConflict } from "./dialogs/AnnotationConflict.tsx";
import { AnnotationDialogs } from "./dialogs/AnnotationDialogs.tsx";
import { useGuidelineNews } from "./dialogs/useGuidelineNews.ts";
import { useHeldPictures } from "./image/useHeldPictures.ts";
import { useExemplarsAhead, usePreload } from "./image/usePreload.ts";
import { RulingsProvider, useRulingsOf } from "./state/rulings.ts";
import { useAnnotation } from "./state/useAnnotation.ts";
import { isReadOnly } from "./state/works.ts";
import { toastText } from "./toastText.ts";
import { useWorkPage } from "./useWorkPage.ts";
import { WorkView } from "./WorkView.tsx";

interface Props {
  place: WorkPlace;
  stage: Stage;
  /** The assignment to open; without it, the next one. */
  assignment?: string;
  /** Goes to "My work". */
  onLeave(): void;
  /** Called when another image is shown, so that the address can name it. */
  onOpened(assignment: string): void;
}

/** Stages 2 and 4: one image after the other, with the labels proposed for it. */
export function AnnotatePage({ place, stage, assignment, onLeave, onOpened }: Props) {
  const project = place.project.id;
  const person = place.person.id;
  const annotation = useAnnotation({ project, stage, person, assignment, onOpened });
  const { session, work, status } = annotation;
  const { labels, all, error, retry } = useLabels(project, work?.view.exemplarVersion);
  const rulings = useRulingsOf(project);
  useExemplarsAhead(session);
  const guideline = useGuidelineNews(project);
  const { search, kin, list, comment, page, keys, byId } = useWorkPage(annotation, {
    labels,
    all,
    isCovered: annotation.conflict !== null || guideline.news !== null,
  });
  usePreload(session, labels);
  useHeldPictures(session, labels);

  const failure = annotation.failure ?? (labels ? null : error);
  const nameOf = (label: number) => labels?.get(label)?.name ?? words.annotate.unknownLabel(label);
  const { toast, conflict, refusal } = annotation;
  const isSettled = rulesOf(stage).answers === "settled";
  return (
    <RulingsProvider value={rulings}>
      <KinProvider value={kin}>
        <WorkShell
          place={place}
          task={work?.view.pilot ? words.annotate.header.pilot : words.annotate.header[stage]}
          batch={work?.view.batch ?? null}
          progress={session.progress && { done: annotation.done, total: session.progress.total }}
          keys={byId}
          saving={{ status, refusal, left: work ? session.queue.length : 0, onDrop: annotation.drop }}
          toast={toast && toastText(toast, annotation.isUnsaved(toast.assignment), nameOf, isSettled)}
          onToastGone={annotation.clearToast}
          onLeave={onLeave}
        >
          {work && labels ? (
            <WorkView
              key={stage}
              work={work}
              annotation={annotation}
              page={page}
              labels={labels}
              keys={byId}
              list={list}
              comment={comment}
              isRefused={refusal !== null}
            />
          ) : failure instanceof CallFailure && failure.code === "not-qualified" ? (
            <WorkClosed message={failure.message} onLeave={onLeave} />
          ) : failure ? (
            <LoadingFailed
              message={failure.message}
              onLeave={onLeave}
              onRetry={() => {
                annotation.reload();
                if (error) retry();
              }}
            />
          ) : session.finished ? (
            <AllDone
              stage={stage}
              progress={session.progress}
              done={annotation.done}
              canUndo={session.steps.length > 0}
              onUndo={annotation.undo}
              onLeave={onLeave}
            />
          ) : (
            <LoadingWork text={isOut(status) ? waitingWords(status) : undefined} />
          )}
          {conflict && (
            <AnnotationConflict conflict={conflict} nameOf={nameOf} onSettle={annotation.settle} />
          )}
          {!conflict && (
            <AnnotationDialogs
              project={project}
              annotation={annotation}
              page={page}
              guideline={guideline}
              labels={labels}
              search={search}
              keys={keys}
              readOnly={work ? isReadOnly(work) : true}
            />
          )}
        </WorkShell>
      </KinProvider>
    </RulingsProvider>
  );
}
