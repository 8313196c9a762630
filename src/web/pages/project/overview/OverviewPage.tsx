import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getOverview } from "../../../../contract/project/overview.ts";
import { call } from "../../../client/call.ts";
import { usePolling } from "../../../client/live.ts";
import { CountedAt } from "../../../components/messages/CountedAt.tsx";
import { useProject } from "../../../components/shell/useProject.ts";
import { words } from "../../../words/words.ts";
import { Forecasts } from "../../pace/Forecasts.tsx";
import { VotesPanel } from "../../votes/VotesPanel.tsx";
import { Activity } from "./Activity.tsx";
import { FoundBySearch } from "./FoundBySearch.tsx";
import { Headline } from "./Headline.tsx";
import { LabelCounts } from "./LabelCounts.tsx";
import { NextStepBanner } from "./NextStepBanner.tsx";
import { nextStep } from "./nextStep.ts";
import styles from "./OverviewPage.module.css";
import { PeopleTable } from "./PeopleTable.tsx";
import { Pipeline } from "./Pipeline.tsx";
import { Reasons } from "./Reasons.tsx";
import { RunningJob } from "./RunningJob.tsx";

/** The lead's first page: the state of the project, and what to do next. */
export function OverviewPage() {
  const project = useProject();
  useDocumentTitle(`${words.overview.title} · ${project.name}`);
  const { data: overview, isRefetchError } = useSuspenseQuery({
    queryKey: ["overview", project.id],
    queryFn: ({ signal }) => call(getOverview, { params: { project: project.id }, signal }),
    refetchInterval: usePolling(5_000),
  });
  const step = nextStep(overview);
  return (
    <div className={styles.page}>
      <header>
        <h1>{project.name}</h1>
        <CountedAt at={overview.countedAt} />
      </header>
      {isRefetchError && (
        <p className={styles.stale} role="status">
          {words.overview.stale}
        </p>
      )}
      {overview.job?.running ? (
        <RunningJob job={overview.job} project={project.id} />
      ) : (
        <NextStepBanner step={step} project={project.id} />
      )}
      <Headline overview={overview} />
      <Pipeline overview={overview} />
      <VotesPanel project={project.id} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <PeopleTable people={overview.people} waitingForExpert={overview.waitingForExpert} />
          <Activity activity={overview.activity} />
          <Forecasts forecasts={overview.forecasts} />
        </div>
        <div className={styles.column}>
          <LabelCounts counts={overview.labelCounts} />
          <Reasons overview={overview} />
          <FoundBySearch coverage={overview.coverage} />
        </div>
      </div>
    </div>
  );
}
