import { useQuery } from "@tanstack/react-query";
import { driftQuery } from "../../client/drift.ts";
import { DriftLines } from "../../components/DriftLines.tsx";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./PersonPage.module.css";

const texts = words.drift;

/** Whose work has changed; nothing where nobody's has. */
export function DriftNotes({ project }: { project: string }) {
  const { data } = useQuery(driftQuery(project));
  if (!data || data.notes.length === 0) return null;
  return (
    <Panel title={texts.notesTitle}>
      <DriftLines notes={data.notes} className={styles.text} />
      <p className={styles.hint}>{texts.rare}</p>
    </Panel>
  );
}
