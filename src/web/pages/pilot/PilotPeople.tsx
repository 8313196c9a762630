import { Button } from "@mantine/core";
import { extendPilot, type Pilot, takePilotBack } from "../../../contract/pilot.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { Bar } from "../../components/figures/Bar.tsx";
import { formatTime } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./PilotPage.module.css";
import { usePilotChange } from "./pilotQuery.ts";

const w = words.pilot.steps.make;

/** The pilot's images, and everybody's progress on them. */
export function PilotPeople({ project, pilot }: { project: string; pilot: Pilot }) {
  const { people, missing, images, seed, at, frozen } = pilot;
  const extend = usePilotChange(project, () => call(extendPilot, { params: { project }, body: {} }));
  const takeBack = usePilotChange(project, () => call(takePilotBack, { params: { project } }));
  const isUntouched = frozen === null && people.every(({ done }) => done === 0);
  const failure = extend.error ?? takeBack.error;
  return (
    <Panel title={w.title}>
      <p className={styles.text}>{w.drawn(images, seed, formatTime(at))}</p>
      <ul className={styles.people} aria-label={w.caption}>
        {people.map(({ id, name, done, total }) => (
          <li key={id} className={styles.person}>
            <span className={styles.name}>{name}</span>
            <span className={styles.dim}>{w.outOf(done, total)}</span>
            <Bar parts={[{ count: done, colour: done === total ? "ok" : "acc" }]} total={total} />
          </li>
        ))}
      </ul>
      {missing.length > 0 && (
        <div className={styles.row}>
          <Button variant="default" loading={extend.isPending} onClick={() => extend.mutate(undefined)}>
            {w.extend(missing.length)}
          </Button>
          <p>{w.missing(missing.map(({ name }) => name).join(", "))}</p>
        </div>
      )}
      {isUntouched && (
        <div className={styles.row}>
          <Button variant="default" loading={takeBack.isPending} onClick={() => takeBack.mutate(undefined)}>
            {w.takeBack}
          </Button>
          <p>{w.takeBackHint}</p>
        </div>
      )}
      {failure && (
        <p className={styles.problem} role="alert">
          {explainFailure(failure).text}
        </p>
      )}
    </Panel>
  );
}
