import { useQuery } from "@tanstack/react-query";
import { useLabelNames } from "../../client/queries/labelSpace.ts";
import { samplesQuery } from "../../client/queries/rulings.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./WorkPage.module.css";

const texts = words.rulingEffect.sample.work;

/** Samples of rulings for an expert to check; nothing if there are none. */
export function RulingSamples({ project }: { project: string }) {
  const { data } = useQuery(samplesQuery(project));
  const nameOf = useLabelNames(project);
  if (!data || data.samples.length === 0) return null;
  return (
    <div className={styles.stages}>
      {data.samples.map(({ id, kind, labels: [first, second], judged, sampled }) => (
        <Panel key={id} title={texts.title}>
          <p>{words.rulings.states(kind, nameOf(first), nameOf(second))}</p>
          <LinkButton
            variant="default"
            to="/p/$project/rulings/$application"
            params={{ project, application: id }}
          >
            {texts.look(judged, sampled)}
          </LinkButton>
        </Panel>
      ))}
    </div>
  );
}
