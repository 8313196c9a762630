import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { usePolling } from "../../client/live.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { CountedAt } from "../../components/messages/CountedAt.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { words } from "../../words/words.ts";
import styles from "./BatchesPage.module.css";
import { BatchList } from "./BatchList.tsx";
import { batchesQuery } from "./batchesQuery.ts";
import { PlanBatches } from "./PlanBatches.tsx";
import { RefinementSplit } from "./RefinementSplit.tsx";
import { UnfinishedWork } from "./UnfinishedWork.tsx";

const w = words.batches;

/** Who works on what: share out images, see everybody's progress, and give unfinished work to others. */
export function BatchesPage() {
  const project = useProject();
  useDocumentTitle(`${w.title} · ${project.name}`);
  const { data } = useSuspenseQuery({ ...batchesQuery(project.id), refetchInterval: usePolling(15_000) });
  const props = { project: project.id, data };
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div>
          <h1>{w.title}</h1>
          <p className={styles.lead}>{w.lead}</p>
          <CountedAt at={data.countedAt} />
        </div>
        <LinkButton variant="default" to="/p/$project/batches/pilot" params={{ project: project.id }}>
          {words.pilot.title}
        </LinkButton>
      </header>
      <PlanBatches {...props} />
      <BatchList data={data} />
      <div className={styles.columns}>
        <UnfinishedWork {...props} />
        <RefinementSplit {...props} />
      </div>
    </div>
  );
}
