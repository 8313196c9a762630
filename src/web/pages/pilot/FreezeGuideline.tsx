import { Button } from "@mantine/core";
import { freezeGuideline, type Pilot, type PilotPage } from "../../../contract/pilot.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { formatTime } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./PilotPage.module.css";
import { usePilotChange } from "./pilotQuery.ts";

const w = words.pilot.steps.freeze;

/** Ends the pilot: the work begins with the guideline and the rulings as they are. */
export function FreezeGuideline({
  project,
  data: { guidelineVersion, rulingVersion },
  pilot: { people, frozen },
}: {
  project: string;
  data: PilotPage;
  pilot: Pilot;
}) {
  const freeze = usePilotChange(project, () =>
    call(freezeGuideline, { params: { project }, body: { guidelineVersion, rulingVersion } }),
  );
  const hasBegun = people.some(({ done }) => done > 0);
  const unfinished = people.filter(({ done, total }) => done < total).map(({ name }) => name);
  return (
    <Panel title={w.title}>
      {frozen ? (
        <>
          <p className={styles.done} role="status">
            {w.done(formatTime(frozen.at), frozen.guidelineVersion, frozen.rulingVersion)}
          </p>
          <LinkButton to="/p/$project/batches" params={{ project }}>
            {w.toBatches}
          </LinkButton>
        </>
      ) : (
        <>
          <p className={styles.strong}>{w.text(guidelineVersion, rulingVersion)}</p>
          <p className={styles.text}>{w.what}</p>
          {hasBegun && unfinished.length > 0 && (
            <p className={styles.strong}>{w.unfinished(unfinished.join(", "))}</p>
          )}
          <div className={styles.row}>
            <Button disabled={!hasBegun} loading={freeze.isPending} onClick={() => freeze.mutate(undefined)}>
              {w.action(guidelineVersion)}
            </Button>
            {!hasBegun && <p>{w.waiting}</p>}
          </div>
        </>
      )}
      {freeze.isError && (
        <p className={styles.problem} role="alert">
          {explainFailure(freeze.error).text}
        </p>
      )}
    </Panel>
  );
}
