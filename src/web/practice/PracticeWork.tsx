import type { Verdicts } from "../../contract/practice/qualification.ts";
import type { AssignmentView } from "../../contract/tasks/work.ts";
import { KinProvider } from "../annotate/cards/kin.ts";
import { AnnotationDialogs } from "../annotate/dialogs/AnnotationDialogs.tsx";
import { useGuidelineNews } from "../annotate/dialogs/useGuidelineNews.ts";
import { RulingsProvider, useRulingsOf } from "../annotate/state/rulings.ts";
import { useWorkPage } from "../annotate/useWorkPage.ts";
import { WorkView } from "../annotate/WorkView.tsx";
import { useLabels } from "../client/queries/labelSpace.ts";
import { LoadingFailed, LoadingWork } from "../components/messages/EmptyState.tsx";
import { words } from "../words/words.ts";
import type { WorkPlace } from "../workShell/WorkRoute.tsx";
import { WorkShell } from "../workShell/WorkShell.tsx";
import { usePractice } from "./usePractice.ts";
import type { PracticeSaving } from "./usePracticeSaving.ts";
import { CardVerdict, VerdictPanel } from "./VerdictPanel.tsx";

interface Props {
  place: WorkPlace;
  saving: PracticeSaving;
  view: AssignmentView;
  /** From 1. */
  number: number;
  total: number;
  done: number;
  /** null: not submitted yet. */
  verdicts: Verdicts | null;
  onNext(): void;
  onLeave(): void;
}

/** A practice image on the annotation page, with the experts' choice once it is submitted. */
export function PracticeWork({ place, saving, view, number, total, done, verdicts, onNext, onLeave }: Props) {
  const project = place.project.id;
  const { image, refuse } = usePractice({ view, saving, onNext });
  const { labels, all, error, retry } = useLabels(project, view.exemplarVersion);
  const guideline = useGuidelineNews(project);
  const rulings = useRulingsOf(project);
  const { search, kin, list, comment, page, keys, byId } = useWorkPage(image, {
    labels,
    all,
    isCovered: guideline.news !== null,
    commands: { skip: refuse, flag: refuse },
  });
  const { work } = image;
  const nameOf = (label: number) => labels?.get(label)?.name ?? words.labelSpace.unknown(label);
  return (
    <RulingsProvider value={rulings}>
      <KinProvider value={kin}>
        <WorkShell
          place={place}
          task={words.qualification.task}
          progress={{ done, total }}
          keys={byId}
          saving={{ status: saving.status, refusal: saving.refusal, onDrop: saving.drop }}
          onLeave={onLeave}
        >
          {verdicts && <VerdictPanel number={number} total={total} verdicts={verdicts} nameOf={nameOf} />}
          {work && labels ? (
            <WorkView
              work={work}
              annotation={image}
              page={page}
              labels={labels}
              keys={byId}
              list={list}
              comment={comment}
              isRefused={saving.refusal !== null}
              {...(verdicts ? { remark: (label) => <CardVerdict verdicts={verdicts} label={label} /> } : {})}
            />
          ) : error ? (
            <LoadingFailed message={error.message} onLeave={onLeave} onRetry={retry} />
          ) : (
            <LoadingWork />
          )}
          <AnnotationDialogs
            project={project}
            annotation={image}
            page={page}
            guideline={guideline}
            labels={labels}
            search={search}
            keys={keys}
            readOnly={verdicts !== null}
          />
        </WorkShell>
      </KinProvider>
    </RulingsProvider>
  );
}
