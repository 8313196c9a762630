import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getContainsReport } from "../../../contract/contains/report.ts";
import { call } from "../../client/call.ts";
import { usePolling } from "../../client/live.ts";
import { useProject } from "../../components/shell/useProject.ts";
import { words } from "../../words/words.ts";
import { GiveCandidates } from "./GiveCandidates.tsx";
import { ImportAnswers } from "./ImportAnswers.tsx";
import { PlanSheets } from "./PlanSheets.tsx";
import { SheetPeople } from "./SheetPeople.tsx";
import { SheetPlans } from "./SheetPlans.tsx";
import styles from "./SheetsPage.module.css";
import { StatusImages } from "./StatusImages.tsx";

const texts = words.contains.lead;

/** A project's sheets: planning, answers, and what follows for its images. */
export function SheetsPage() {
  const project = useProject();
  useDocumentTitle(`${texts.title} · ${project.name}`);
  const { data } = useSuspenseQuery({
    queryKey: ["contains", project.id],
    queryFn: ({ signal }) => call(getContainsReport, { params: { project: project.id }, signal }),
    staleTime: 0,
    refetchInterval: usePolling(30_000),
  });
  return (
    <div className={styles.page}>
      <header>
        <h1>{texts.title}</h1>
        <p className={styles.lead}>{texts.text}</p>
      </header>
      {data.plans.length > 0 && <SheetPlans project={project.id} plans={data.plans} />}
      <PlanSheets project={project.id} annotators={data.annotators} />
      <ImportAnswers project={project.id} />
      {data.people.length > 0 && <SheetPeople project={project.id} data={data} />}
      {data.answered > 0 && <StatusImages project={project.id} data={data} />}
      {data.answered > 0 && data.candidates !== null && <GiveCandidates project={project.id} data={data} />}
    </div>
  );
}
