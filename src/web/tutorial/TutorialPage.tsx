import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { TutorialEnd } from "../../contract/guideline/tutorial.ts";
import { KinProvider } from "../annotate/cards/kin.ts";
import { AnnotationDialogs } from "../annotate/dialogs/AnnotationDialogs.tsx";
import { useWorkPage } from "../annotate/useWorkPage.ts";
import { WorkView } from "../annotate/WorkView.tsx";
import { QuestionDialog } from "../components/dialogs/QuestionDialog.tsx";
import { LoadingFailed, LoadingWork } from "../components/messages/EmptyState.tsx";
import { useEachTime } from "../components/useEachTime.ts";
import { words } from "../words/words.ts";
import type { WorkPlace } from "../workShell/WorkRoute.tsx";
import { WorkShell } from "../workShell/WorkShell.tsx";
import { Coach } from "./Coach.tsx";
import { type SampleLabels, sampleLabelsQuery } from "./sampleLabels.ts";
import { steps as allSteps, stepsByTouch } from "./steps.ts";
import styles from "./TutorialPage.module.css";
import { keepProgress, readProgress } from "./tutorialProgress.ts";
import { useTaps } from "./useTaps.ts";
import { useTutorial } from "./useTutorial.ts";
import { useTutorialEnd } from "./useTutorialEnd.ts";

const w = words.tutorial;
const noNews = { news: null, understood() {} };

interface Props {
  place: WorkPlace;
  onLeave(): void;
}

/** The annotation page on sample photos, with a coach who says what to do. */
export function TutorialPage({ place, onLeave }: Props) {
  const { person } = place;
  const tutorial = useTutorialEnd(person.id);
  const { data, error, refetch } = useQuery(sampleLabelsQuery);
  const steps = useTaps() ? stepsByTouch : allSteps;
  const [reached, setAt] = useState(() => readProgress(person.id));
  const at = Math.min(reached, steps.length - 1);
  const [asking, setAsking] = useState(false);
  const step = steps[at]!;

  function go(to: number) {
    keepProgress(person.id, to);
    setAt(to);
  }

  async function end(end: TutorialEnd) {
    await tutorial.end(end);
    onLeave();
  }

  if (!data) {
    return (
      <WorkShell place={place} task={w.name} progress={null} keys={new Map()} saving={null} onLeave={onLeave}>
        {error ? (
          <LoadingFailed message={w.failed} onLeave={onLeave} onRetry={() => void refetch()} />
        ) : (
          <LoadingWork />
        )}
      </WorkShell>
    );
  }
  return (
    <>
      <TutorialStep
        place={place}
        labels={data}
        at={at}
        total={steps.length}
        step={step}
        asking={asking}
        onNext={() => (at + 1 === steps.length ? void end("finished") : go(at + 1))}
        onBack={() => go(at - 1)}
        onSkip={() => setAsking(true)}
        onLeave={onLeave}
      />
      {asking && (
        <QuestionDialog
          title={w.sure.title}
          yes={w.sure.yes}
          no={w.sure.no}
          onYes={() => void end("skipped")}
          onNo={() => setAsking(false)}
        >
          <p>{w.sure.text}</p>
        </QuestionDialog>
      )}
    </>
  );
}

interface StepProps {
  place: WorkPlace;
  labels: SampleLabels;
  /** From 0. */
  at: number;
  total: number;
  step: (typeof allSteps)[number];
  asking: boolean;
  onNext(): void;
  onBack(): void;
  onSkip(): void;
  onLeave(): void;
}

function TutorialStep(props: StepProps) {
  const { place, labels, at, total, step, asking, onNext, onBack, onSkip, onLeave } = props;
  const project = place.project.id;
  const indexOf = (key: string) => labels.indexOf.get(key) ?? -1;
  const { image, standing, look } = useTutorial(step, { project, indexOf });
  const { work } = image;
  const { search, kin, list, comment, page, keys, byId, covered } = useWorkPage(image, {
    labels: labels.byIndex,
    all: labels.all,
    isCovered: asking,
    isWaiting: standing.kind === "done",
    // Its labels are not the project's, so there is nothing to look up about them.
    commands: { differences() {}, rulings() {} },
  });

  const opened = useRef(page.open);
  useEachTime(page.open, (open) => {
    if (open === null && opened.current !== null) look(opened.current);
    opened.current = open;
  });

  return (
    <KinProvider value={kin}>
      <WorkShell place={place} task={w.name} progress={null} keys={byId} saving={null} onLeave={onLeave}>
        <Coach
          step={step.id}
          at={at}
          total={total}
          standing={standing}
          covered={covered || page.open !== null}
          nameOf={(label) => labels.byIndex.get(label)?.name ?? ""}
          onNext={onNext}
          onBack={onBack}
          onSkip={onSkip}
        />
        {work && (
          // Once a step is done, only the coach leads on.
          <div className={styles.work} inert={standing.kind === "done"}>
            <WorkView
              key={step.id}
              work={work}
              annotation={image}
              page={page}
              labels={labels.byIndex}
              keys={byId}
              list={list}
              comment={comment}
            />
          </div>
        )}
        <AnnotationDialogs
          project={project}
          annotation={image}
          page={page}
          guideline={noNews}
          labels={labels.byIndex}
          search={search}
          keys={keys}
          readOnly={false}
        />
      </WorkShell>
    </KinProvider>
  );
}
