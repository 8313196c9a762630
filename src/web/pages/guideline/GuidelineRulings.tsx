import { useQuery } from "@tanstack/react-query";
import { useLabelNames } from "../../client/queries/labelSpace.ts";
import { rulingsQuery } from "../../client/queries/rulings.ts";
import { Panel } from "../../components/Panel.tsx";
import { RulingText } from "../../components/texts/RulingText.tsx";
import { words } from "../../words/words.ts";
import styles from "./GuidelinePage.module.css";

/** The rulings in force, to read through; nothing if there are none. */
export function GuidelineRulings({ project }: { project: string }) {
  const { data } = useQuery(rulingsQuery(project));
  const nameOf = useLabelNames(project);
  if (!data || data.rulings.length === 0) return null;
  return (
    <Panel title={words.rulings.title}>
      <div className={styles.rulings}>
        {data.rulings.map((ruling) => (
          <RulingText key={ruling.version} project={project} ruling={ruling} nameOf={nameOf} heading="h3" />
        ))}
      </div>
    </Panel>
  );
}
