import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { endTutorial, getTutorial, type TutorialEnd } from "../../contract/guideline/tutorial.ts";
import pageStyles from "../annotate/AnnotatePage.module.css";
import { KinProvider } from "../annotate/cards/kin.ts";
import { AnnotationDialogs } from "../annotate/dialogs/AnnotationDialogs.tsx";
import { QuestionDialog } from "../annotate/dialogs/QuestionDialog.tsx";
import { PageHeader } from "../annotate/PageHeader.tsx";
import { useWorkPage } from "../annotate/useWorkPage.ts";
import { WorkView } from "../annotate/WorkView.tsx";
import { call } from "../client/call.ts";
import { LoadingFailed, LoadingWork } from "../components/EmptyState.tsx";
import { words } from "../words/words.ts";
import { Coach } from "./Coach.tsx";
import { type SampleLabels, sampleLabelsQuery } from "./sampleLabels.ts";
import { steps as allSteps, stepsByTouch } from "./steps.ts";
import styles from "./TutorialPage.module.css";
import { keepProgress, readProgress } from "./tutorialProgress.ts";
import { useTaps } from "./useTaps.ts";
import { useTutorial } from "./useTutorial.ts";

const w = words.tutorial;
const noNews = { news: null, understood() {} };

interface Props {
  project: string;
  projectName: string;
  person: { id: string; name: string };
  onLeave(): void;
}

/** The annotation page on sample photos, with somebody who says what to do. */
export function TutorialPage({ project, projectName, person, onLeave }: Props) {
  const client = useQueryClient();
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
    keepProgress(person.id, 0);
    // Where this does not arrive, the tutorial is offered once more.
    await call(endTutorial, { body: { end } }).catch(() => {});
    await client.invalidateQueries({ queryKey: [getTutorial.path] });
    onLeave();
  }

  if (!data) {
    return (
      <div className={pageStyles.page}>
        {error ? (
          <LoadingFailed message={w.failed} onLeave={onLeave} onRetry={() => void refetch()} />
        ) : (
          <LoadingWork />
        )}
      </div>
    );
  }
  return (
    <>
      <TutorialStep
        project={project}
        projectName={projectName}
        personName={person.name}
        labels={data}
        at={at}
        of={steps.length}
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
  project: string;
  projectName: string;
  personName: string;
  labels: SampleLabels;
  at: number;
  of: number;
  step: (typeof allSteps)[number];
  asking: boolean;
  onNext(): void;
  onBack(): void;
  onSkip(): void;
  onLeave(): void;
}

function TutorialStep(props: StepProps) {
  const { project, projectName, personName, labels, at, of, step, asking, onNext, onBack, onSkip, onLeave } =
    props;
  const indexOf = (key: string) => labels.indexOf.get(key) ?? -1;
  const { annotation, standing, look } = useTutorial(step, { project, indexOf });
  const { work } = annotation;
  const { search, kin, list, comment, page, keys, byId, covered } = useWorkPage(annotation, {
    labels: labels.byIndex,
    all: labels.all,
    isCovered: asking,
    isWaiting: standing.kind === "done",
    // Its labels are not the project's: there is nothing to look up about them.
    commands: { differences() {}, rulings() {} },
  });

  const opened = useRef(page.open);
  // biome-ignore lint/correctness/useExhaustiveDependencies: tells what was closed.
  useEffect(() => {
    if (page.open === null && opened.current !== null) look(opened.current);
    opened.current = page.open;
  }, [page.open]);

  return (
    <KinProvider value={kin}>
      <div className={pageStyles.page}>
        <PageHeader
          projectName={projectName}
          task={w.name}
          batch={null}
          progress={null}
          done={0}
          status={null}
          personName={personName}
          guidelineKey={byId.get("guideline")}
          helpKey={byId.get("help")}
          onLeave={onLeave}
        />
        <Coach
          step={step.id}
          at={at}
          of={of}
          standing={standing}
          covered={covered || page.open !== null}
          nameOf={(label) => labels.byIndex.get(label)?.name ?? ""}
          onNext={onNext}
          onBack={onBack}
          onSkip={onSkip}
        />
        {work && (
          // A step that is done has one way on: the coach's.
          <div className={styles.work} inert={standing.kind === "done"}>
            <WorkView
              key={step.id}
              work={work}
              annotation={annotation}
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
          annotation={annotation}
          page={page}
          guideline={noNews}
          labels={labels.byIndex}
          search={search}
          keys={keys}
          readOnly={false}
        />
      </div>
    </KinProvider>
  );
}
