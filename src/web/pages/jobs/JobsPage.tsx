import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { JobView } from "../../../contract/jobs.ts";
import { usePolling } from "../../client/live.ts";
import { jobChoicesQuery, jobsQuery } from "../../client/queries/jobs.ts";
import { Panel } from "../../components/Panel.tsx";
import { LoadFailed } from "../../components/shell/LoadFailed.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { words } from "../../words/words.ts";
import { BackupPanel } from "./BackupPanel.tsx";
import { JobRow } from "./JobRow.tsx";
import styles from "./JobsPage.module.css";
import { StartJob } from "./StartJob.tsx";

const texts = words.jobs;

/** Milliseconds, if the server does not announce changes. */
const pollEvery = 2_000;

/** The machine's long work: what runs, what waits, what ended and how; and starting more. */
export function JobsPage() {
  const project = useProject();
  useDocumentTitle(`${texts.title} · ${project.name}`);
  const pages = useInfiniteQuery({ ...jobsQuery(project.id), refetchInterval: usePolling(pollEvery) });
  const choices = useQuery(jobChoicesQuery(project.id));
  const all = pages.data?.pages.flatMap(({ jobs }) => jobs) ?? [];
  const now = all.filter(isUnderWay).reverse();
  const ended = all.filter((job) => !isUnderWay(job));
  const failure = pages.error ?? choices.error;
  return (
    <div className={styles.page}>
      <header>
        <h1>{texts.title}</h1>
        <p className={styles.lead}>{texts.lead}</p>
      </header>
      {failure && !pages.data ? (
        <LoadFailed
          title={texts.failed}
          error={failure}
          onAgain={() => Promise.all([pages.refetch(), choices.refetch()])}
        />
      ) : !pages.data || !choices.data ? (
        <Waiting />
      ) : (
        <>
          <StartJob key={project.id} project={project.id} choices={choices.data} />
          {now.length > 0 && <Jobs title={texts.now} jobs={now} project={project.id} />}
          {ended.length > 0 && <Jobs title={texts.ended} jobs={ended} project={project.id} />}
          {all.length === 0 && <p className={styles.lead}>{texts.none}</p>}
          {pages.hasNextPage && (
            <Button
              variant="default"
              className={styles.older}
              loading={pages.isFetchingNextPage}
              onClick={() => void pages.fetchNextPage()}
            >
              {texts.older}
            </Button>
          )}
          <BackupPanel project={project.id} isUnderWay={now.some(({ kind }) => kind === "backup")} />
        </>
      )}
    </div>
  );
}

const isUnderWay = ({ state }: JobView) => state === "queued" || state === "running";

const Jobs = ({ title, jobs, project }: { title: string; jobs: JobView[]; project: string }) => (
  <Panel title={title}>
    <ol className={styles.list}>
      {jobs.map((job) => (
        <JobRow key={job.id} project={project} job={job} />
      ))}
    </ol>
  </Panel>
);
