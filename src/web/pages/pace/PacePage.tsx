import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getPace } from "../../../contract/pace.ts";
import { call } from "../../client/call.ts";
import { CountedAt } from "../../components/messages/CountedAt.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { words } from "../../words/words.ts";
import { FewerAnswers } from "./FewerAnswers.tsx";
import { Forecasts } from "./Forecasts.tsx";
import styles from "./PacePage.module.css";
import { PersonWeeks } from "./PersonWeeks.tsx";
import { Plan } from "./Plan.tsx";
import { TimePerImage } from "./TimePerImage.tsx";

const texts = words.pace;

/** How fast the work progresses, when it ends, and what it takes. */
export function PacePage() {
  const project = useProject();
  useDocumentTitle(`${texts.title} · ${project.name}`);
  const { data: pace } = useSuspenseQuery({
    queryKey: ["pace", project.id],
    queryFn: ({ signal }) => call(getPace, { params: { project: project.id }, signal }),
  });
  return (
    <div className={styles.page}>
      <header>
        <h1>{texts.title}</h1>
        <CountedAt at={pace.countedAt} />
      </header>
      <div className={styles.columns}>
        <Forecasts forecasts={pace.forecasts} />
        <TimePerImage seconds={pace.seconds} />
      </div>
      <PersonWeeks people={pace.people} weeks={pace.weeks} />
      <FewerAnswers project={project.id} />
      <Plan assumptions={pace.assumptions} />
    </div>
  );
}
