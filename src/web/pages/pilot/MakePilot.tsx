import { Button, NumberInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { largestPilot, makePilot, type PilotPage, usualPilot } from "../../../contract/pilot.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./PilotPage.module.css";
import { usePilotChange } from "./pilotQuery.ts";

const w = words.pilot.steps.make;

/** Draws images and gives them to every annotator. */
export function MakePilot({ project, data }: { project: string; data: PilotPage }) {
  const { candidates, annotators, workBegan, rounds } = data;
  const max = Math.min(largestPilot, candidates);
  const [count, setCount] = useState(Math.min(usualPilot, max));
  const [seed, setSeed] = useState(rounds + 1);
  const make = usePilotChange(project, () =>
    call(makePilot, { params: { project }, body: { images: count, seed } }),
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    make.mutate(undefined);
  };
  const obstacle = workBegan
    ? w.tooLate
    : annotators < 2
      ? w.noAnnotators
      : candidates === 0
        ? w.noImages
        : null;
  const isFirst = rounds === 0;
  return (
    <Panel title={isFirst ? w.title : w.anotherRound}>
      <p className={styles.text}>{isFirst ? w.text : w.again}</p>
      {obstacle === null ? (
        <>
          <p className={styles.strong}>{w.left(candidates, annotators)}</p>
          <form className={styles.form} onSubmit={submit}>
            <NumberInput
              label={w.count}
              value={count}
              onChange={(value) => setCount(Number(value))}
              min={1}
              max={max}
              allowDecimal={false}
            />
            <NumberInput
              label={w.seed}
              description={w.seedHint}
              inputWrapperOrder={["label", "input", "description"]}
              value={seed}
              onChange={(value) => setSeed(Number(value))}
              min={0}
              max={2 ** 31 - 1}
              allowDecimal={false}
            />
            <Button
              type="submit"
              variant={isFirst ? "filled" : "default"}
              className={styles.begin ?? ""}
              loading={make.isPending}
              disabled={count < 1}
            >
              {w.begin(count, annotators)}
            </Button>
          </form>
        </>
      ) : (
        <p className={styles.strong}>{obstacle}</p>
      )}
      {!workBegan && annotators < 2 && (
        <LinkButton to="/p/$project/people" params={{ project }}>
          {w.invite}
        </LinkButton>
      )}
      {make.isError && (
        <p className={styles.problem} role="alert">
          {explainFailure(make.error).text}
        </p>
      )}
    </Panel>
  );
}
