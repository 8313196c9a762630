import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Verdicts } from "../../contract/practice/qualification.ts";
import type { AssignmentView } from "../../contract/tasks/work.ts";
import { explainFailure } from "../client/explainFailure.ts";
import { forgetCounts } from "../client/queries/forgetCounts.ts";
import { LoadingFailed, LoadingWork } from "../components/messages/EmptyState.tsx";
import { words } from "../words/words.ts";
import type { WorkPlace } from "../workShell/WorkRoute.tsx";
import { WorkShell } from "../workShell/WorkShell.tsx";
import { markVerdicts } from "./markVerdicts.ts";
import { PracticeWork } from "./PracticeWork.tsx";
import { practiceAnswerQuery, practiceQuery } from "./practiceQuery.ts";
import { type Notices, usePracticeSaving } from "./usePracticeSaving.ts";

interface Props {
  place: WorkPlace;
  /** A submitted practice image to look back at; without it, the next one to practise on. */
  answer: string | undefined;
  onLeave(): void;
}

interface Shown {
  view: AssignmentView;
  verdicts: Verdicts | null;
}

/** One practice image after the other, each with the experts' choice once it is submitted. */
export function PracticePage({ place, answer, onLeave }: Props) {
  const project = place.project.id;
  const client = useQueryClient();
  const practice = useQuery(practiceQuery(project));
  const lookedAt = useQuery({ ...practiceAnswerQuery(project, answer ?? ""), enabled: answer !== undefined });
  const [feedback, setFeedback] = useState<Shown | null>(null);
  const saving = usePracticeSaving({ project, person: place.person.id, onFeedback });
  const shown: Shown | null =
    feedback ??
    (answer === undefined
      ? practice.data?.current
        ? { view: practice.data.current, verdicts: null }
        : null
      : lookedAt.data
        ? asJudged(lookedAt.data)
        : null);

  function onFeedback({ id, draft, verdicts }: Notices) {
    if (shown?.view.id === id && !shown.verdicts)
      setFeedback({ view: markVerdicts(shown.view, draft, verdicts), verdicts });
  }

  // Everything is done, or practice was never begun: "My work" shows the standing.
  const isOver = feedback === null && answer === undefined && practice.data?.current === null;
  useEffect(() => {
    if (!isOver) return;
    forgetCounts(client, project);
    onLeave();
  });

  const failed = shown ? null : (practice.error ?? lookedAt.error);
  if (!shown || !practice.data || !saving.isReady)
    return (
      <WorkShell
        place={place}
        task={words.qualification.task}
        progress={null}
        keys={new Map()}
        saving={{ status: saving.status, refusal: saving.refusal, onDrop: saving.drop }}
        onLeave={onLeave}
      >
        {failed ? (
          <LoadingFailed
            message={explainFailure(failed).text}
            onLeave={onLeave}
            onRetry={() => void (practice.error ? practice.refetch() : lookedAt.refetch())}
          />
        ) : (
          <LoadingWork />
        )}
      </WorkShell>
    );
  const { answers } = practice.data;
  return (
    <PracticeWork
      key={`${shown.view.id} ${shown.verdicts ? "told" : saving.version}`}
      place={place}
      saving={saving}
      view={shown.view}
      number={answers.findIndex(({ id }) => id === shown.view.id) + 1}
      total={answers.length}
      done={answers.filter(({ exact }) => exact !== null).length}
      verdicts={shown.verdicts}
      onNext={() => (answer === undefined ? setFeedback(null) : onLeave())}
      onLeave={onLeave}
    />
  );
}

/** An image as it was submitted; one not submitted yet counts as open. */
const asJudged = ({ view, verdicts }: Shown): Shown =>
  verdicts && view.draft
    ? { view: markVerdicts(view, view.draft, verdicts), verdicts }
    : { view, verdicts: null };
