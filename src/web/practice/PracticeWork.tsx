import type { Verdicts } from "../../contract/practice/qualification.ts";
import type { AssignmentView } from "../../contract/tasks/work.ts";
import pageStyles from "../annotate/AnnotatePage.module.css";
import { KinProvider } from "../annotate/cards/kin.ts";
import { AnnotationDialogs } from "../annotate/dialogs/AnnotationDialogs.tsx";
import { useGuidelineNews } from "../annotate/dialogs/useGuidelineNews.ts";
import { PageHeader } from "../annotate/PageHeader.tsx";
import { RulingsProvider, useRulingsOf } from "../annotate/state/rulings.ts";
import { useWorkPage } from "../annotate/useWorkPage.ts";
import { WorkView } from "../annotate/WorkView.tsx";
import { useLabels } from "../client/labelSpace.ts";
import { LoadingFailed, LoadingWork } from "../components/EmptyState.tsx";
import { words } from "../words/words.ts";
import { CardVerdict, ToldPanel } from "./ToldPanel.tsx";
import { type Told, usePractice } from "./usePractice.ts";

const w = words.qualification;

interface Props {
  project: string;
  projectName: string;
  person: { id: string; name: string };
  view: AssignmentView;
  /** From 1. */
  number: number;
  of: number;
  done: number;
  /** null: not submitted yet. */
  verdicts: Verdicts | null;
  onTold(told: Told): void;
  onNext(): void;
  onRefused(): void;
  onLeave(): void;
}

/** A practice image on the annotation page, and what the experts chose once it is submitted. */
export function PracticeWork(props: Props) {
  const { project, projectName, person, view, number, of, done, verdicts, onLeave } = props;
  const { onTold, onNext, onRefused } = props;
  const options = { project, person: person.id, view, done, onTold, onNext, onRefused };
  const { annotation, refuse } = usePractice(options);
  const { labels, all, error, retry } = useLabels(project, view.exemplarVersion);
  const guideline = useGuidelineNews(project);
  const rulings = useRulingsOf(project);
  const { search, kin, list, comment, page, keys, byId } = useWorkPage(annotation, {
    labels,
    all,
    isCovered: guideline.news !== null,
    commands: { skip: refuse, flag: refuse },
  });
  const { work } = annotation;
  const nameOf = (label: number) => labels?.get(label)?.name ?? words.labelSpace.unknown(label);
  return (
    <RulingsProvider value={rulings}>
      <KinProvider value={kin}>
        <div className={pageStyles.page}>
          <PageHeader
            projectName={projectName}
            task={w.task}
            batch={null}
            progress={{ total: of }}
            done={done}
            status={annotation.status}
            personName={person.name}
            guidelineKey={byId.get("guideline")}
            helpKey={byId.get("help")}
            onLeave={onLeave}
          />
          {verdicts && <ToldPanel number={number} of={of} verdicts={verdicts} nameOf={nameOf} />}
          {work && labels ? (
            <WorkView
              work={work}
              annotation={annotation}
              page={page}
              labels={labels}
              keys={byId}
              list={list}
              comment={comment}
              {...(verdicts ? { remark: (label) => <CardVerdict verdicts={verdicts} label={label} /> } : {})}
            />
          ) : error ? (
            <LoadingFailed message={error.message} onLeave={onLeave} onRetry={retry} />
          ) : (
            <LoadingWork />
          )}
          <AnnotationDialogs
            project={project}
            annotation={annotation}
            page={page}
            guideline={guideline}
            labels={labels}
            search={search}
            keys={keys}
            readOnly={verdicts !== null}
          />
        </div>
      </KinProvider>
    </RulingsProvider>
  );
}
