import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { usePolling } from "../../client/live.ts";
import { BackLink } from "../../components/shell/BackLink.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { words } from "../../words/words.ts";
import { DisputedInPilot } from "./DisputedInPilot.tsx";
import { FreezeGuideline } from "./FreezeGuideline.tsx";
import { MakePilot } from "./MakePilot.tsx";
import styles from "./PilotPage.module.css";
import { PilotPeople } from "./PilotPeople.tsx";
import { pilotQuery } from "./pilotQuery.ts";

const w = words.pilot;
const lookAgainMs = 30_000;

/** A round before the work: the same images for everybody, rulings on their differences, a frozen guideline. */
export function PilotPage() {
  const project = useProject();
  useDocumentTitle(`${w.title} · ${project.name}`);
  const refetchInterval = usePolling(lookAgainMs);
  const { data } = useSuspenseQuery({ ...pilotQuery(project.id), refetchInterval });
  const { pilot } = data;
  return (
    <div className={styles.page}>
      <BackLink to="/p/$project/batches" params={{ project: project.id }}>
        {w.back}
      </BackLink>
      <header>
        <h1>{w.title}</h1>
        <p className={styles.lead}>{w.lead}</p>
      </header>
      {pilot ? (
        <>
          <PilotPeople project={project.id} pilot={pilot} />
          <DisputedInPilot project={project.id} pilot={pilot} />
          <FreezeGuideline project={project.id} data={data} pilot={pilot} />
          {pilot.frozen && !data.workBegan && <MakePilot project={project.id} data={data} />}
        </>
      ) : (
        <MakePilot project={project.id} data={data} />
      )}
    </div>
  );
}
