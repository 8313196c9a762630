import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { type Batches, splitRefinement } from "../../../contract/batches.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./BatchesPage.module.css";
import { useChange } from "./useChange.ts";

const w = words.batches.refinement;

/** What waits for experts, and how it comes to them. */
export function RefinementSplit({ project, data }: { project: string; data: Batches }) {
  const { experts, waitingForExpert, refinementMode } = data;
  const [left, setLeft] = useState<string[]>([]);
  const chosen = experts.filter(({ id }) => !left.includes(id));
  const split = useChange(project, (ids: string[]) =>
    call(splitRefinement, { params: { project }, body: { experts: ids } }),
  );
  const given = split.data?.given.map(
    ({ person, images }) => `${experts.find(({ id }) => id === person)?.name ?? ""} ${formatCount(images)}`,
  );
  return (
    <Panel title={w.title}>
      <p className={styles.text}>{w.waiting(waitingForExpert)}</p>
      {experts.length === 0 ? (
        <p className={styles.text}>{w.noExperts}</p>
      ) : refinementMode === "pull" ? (
        <p className={styles.text}>{w.pull}</p>
      ) : (
        waitingForExpert > 0 && (
          <div className={styles.form}>
            <fieldset className={styles.people}>
              <legend>{w.experts}</legend>
              {experts.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  label={name}
                  checked={!left.includes(id)}
                  onChange={() =>
                    setLeft(left.includes(id) ? left.filter((one) => one !== id) : [...left, id])
                  }
                />
              ))}
            </fieldset>
            <p className={styles.text}>{w.hint}</p>
            <Button
              variant="default"
              disabled={chosen.length === 0}
              loading={split.isPending}
              onClick={() => split.mutate(chosen.map(({ id }) => id))}
            >
              {w.split}
            </Button>
          </div>
        )
      )}
      {split.isError && (
        <p className={styles.problem} role="alert">
          {explainFailure(split.error).text}
        </p>
      )}
      <p role="status" className={styles.done}>
        {given && w.done(given.join(", "))}
        {split.data && split.data.left.length > 0 && ` ${w.left(split.data.left.length)}`}
      </p>
    </Panel>
  );
}
