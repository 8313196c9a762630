import type { Stage } from "../../core/tasks/stage.ts";
import { CallFailure } from "../client/call.ts";
import { useLabels } from "../client/labelSpace.ts";
import { AllDone, LoadingFailed, LoadingWork, WorkClosed } from "../components/EmptyState.tsx";
import { Toast } from "../components/Toast.tsx";
import { words } from "../words/words.ts";
import styles from "./AnnotatePage.module.css";
import { KinProvider } from "./cards/kin.ts";
import { AnnotationDialogs } from "./dialogs/AnnotationDialogs.tsx";
import { useGuidelineNews } from "./dialogs/useGuidelineNews.ts";
import { useHeldPictures } from "./image/useHeldPictures.ts";
import { useExemplarsAhead, usePreload } from "./image/usePreload.ts";
import { PageHeader } from "./PageHeader.tsx";
import { RefusalBanner } from "./saving/RefusalBanner.tsx";
import { SavingBanner } from "./saving/SavingBanner.tsx";
import { RulingsProvider, useRulingsOf } from "./state/rulings.ts";
import { useAnnotation } from "./state/useAnnotation.ts";
import { isReadOnly } from "./state/works.ts";
import { useWorkPage } from "./useWorkPage.ts";
import { WorkView } from "./WorkView.tsx";

export interface AnnotatePageProps {
  project: string;
  projectName: string;
  stage: Stage;
  /** The assignment to open; without it, the next one. */
  assignment?: string;
  person: { id: string; name: string };
  /** The session has ended since the page was opened. */
  isSignedOut: boolean;
  /** To the sign-in, and back. */
  onSignIn(): void;
  /** To "My work". */
  onLeave(): void;
  /** Another image is shown: the address may tell. */
  onOpened(assignment: string): void;
}

/** Stage 2 and stage 4: one image after the other, with the labels proposed for it. */
export function AnnotatePage(props: AnnotatePageProps) {
  const { project, projectName, stage, assignment, person, isSignedOut, onSignIn, onLeave, onOpened } = props;
  const annotation = useAnnotation({
    project,
    stage,
    person: person.id,
    assignment,
    isSignedOut,
    onSignIn,
    onOpened,
  });
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
  const statusWords = words.saving.status[status.kind](status.waiting);
  const offline = status.kind === "offline" || status.kind === "trouble" || status.kind === "signed-out";
  return (
    <RulingsProvider value={rulings}>
      <KinProvider value={kin}>
        {/* biome-ignore lint/a11y: only watches for clicks of the mouse, to hand the keys back to the page. */}
        <div className={styles.page} onClick={leaveButton}>
          <PageHeader
            projectName={projectName}
            task={work?.view.pilot ? words.annotate.header.pilot : words.annotate.header[stage]}
            batch={work?.view.batch ?? null}
            progress={session.progress}
            done={annotation.done}
            status={status}
            personName={person.name}
            guidelineKey={byId.get("guideline")}
            helpKey={byId.get("help")}
            onLeave={onLeave}
          />
          {!(work && labels) && (
            <SavingBanner
              status={status}
              isSignedOut={annotation.isSignedOut}
              left={0}
              onSignIn={annotation.signInAgain}
            />
          )}
          {!(work && labels) && annotation.refusal && (
            <RefusalBanner refusal={annotation.refusal} onDrop={annotation.drop} />
          )}
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
            <LoadingWork text={offline ? words.saving.waitingForNext(statusWords) : undefined} />
          )}
          <Toast
            toast={annotation.toast}
            unsaved={annotation.toast !== null && annotation.isUnsaved(annotation.toast.assignment)}
            labels={labels}
            undoKey={byId.get("undo")}
            onGone={annotation.clearToast}
          />
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
          <div className="visuallyHidden" role="status">
            {offline ? statusWords : ""}
          </div>
        </div>
      </KinProvider>
    </RulingsProvider>
  );
}

/** A button or card clicked with the mouse gives the focus back, so that Space and Enter act on the page again. */
function leaveButton(event: React.MouseEvent) {
  const { activeElement } = document;
  const clicked = activeElement?.closest<HTMLElement>("button, [data-face]");
  if (event.detail > 0 && clicked && !clicked.closest("dialog")) clicked.blur();
}
