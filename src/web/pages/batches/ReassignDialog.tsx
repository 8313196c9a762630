import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { type Batches, reassignWork } from "../../../contract/batches.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { words } from "../../words/words.ts";
import styles from "./BatchesPage.module.css";
import { useChange } from "./useChange.ts";

const w = words.batches.reassign;
const allStates = ["open", "skipped", "blocked"] as const;
type State = (typeof allStates)[number];

export type Left = Batches["left"][number];

interface Props {
  project: string;
  left: Left;
  /** Everybody with the role. */
  people: Batches["annotators"];
  /** Only these of the person's images. */
  images?: string[];
  onClose(message?: string): void;
}

/** Gives a person's unfinished work to others, or takes it back. */
export function ReassignDialog({ project, left, people, images, onClose }: Props) {
  const existing = allStates.filter((state) => left[state] > 0);
  const [states, setStates] = useState<State[]>(existing);
  const [to, setTo] = useState<string[]>([]);
  const others = people.filter(({ id }) => id !== left.person.id);
  const reassign = useChange(project, (receivers: string[]) =>
    call(reassignWork, {
      params: { project },
      body: { stage: left.stage, from: left.person.id, to: receivers, states, ...(images ? { images } : {}) },
    }),
  );
  const run = (receivers: string[]) =>
    reassign.mutate(receivers, {
      onSuccess: ({ withdrawn, left: stayed }) =>
        onClose(`${w.done(withdrawn)}${stayed.length > 0 ? ` ${w.left(stayed)}` : ""}`),
    });
  return (
    <Dialog title={w.title(left.person.name)} onClose={() => onClose()}>
      <div className={styles.dialog}>
        {!images && (
          <fieldset className={styles.people}>
            <legend>{w.what}</legend>
            {existing.map((state) => (
              <Checkbox
                key={state}
                label={w.states[state](left[state])}
                checked={states.includes(state)}
                onChange={() => setStates(toggled(states, state))}
              />
            ))}
          </fieldset>
        )}
        {others.length === 0 ? (
          <p className={styles.text}>{w.nobodyElse}</p>
        ) : (
          <>
            <fieldset className={styles.people}>
              <legend>{w.to}</legend>
              {others.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  label={name}
                  checked={to.includes(id)}
                  onChange={() => setTo(toggled(to, id))}
                />
              ))}
            </fieldset>
            <p className={styles.text}>{w.hint}</p>
          </>
        )}
        {reassign.isError && (
          <p className={styles.problem} role="alert">
            {explainFailure(reassign.error).text}
          </p>
        )}
        <div className={styles.actions}>
          {others.length > 0 && (
            <Button
              disabled={to.length === 0 || states.length === 0}
              loading={reassign.isPending}
              onClick={() => run(to)}
            >
              {w.give}
            </Button>
          )}
          <Button
            variant="default"
            disabled={to.length > 0 || states.length === 0 || reassign.isPending}
            onClick={() => run([])}
          >
            {w.takeBack}
          </Button>
          <Button variant="default" onClick={() => onClose()}>
            {w.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

const toggled = <Item,>(items: Item[], item: Item) =>
  items.includes(item) ? items.filter((one) => one !== item) : [...items, item];
