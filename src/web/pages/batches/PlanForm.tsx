import { Button, Checkbox, NativeSelect, NumberInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import type { Batches, BatchWishes } from "../../../contract/batches.ts";
import { batchOrders, partnerRules } from "../../../core/batches/planBatches.ts";
import { words } from "../../words/words.ts";
import styles from "./BatchesPage.module.css";

const w = words.batches.plan;

interface Props {
  data: Batches;
  isPending: boolean;
  onPreview(wishes: BatchWishes): void;
}

/** How images should be split, and among whom. */
export function PlanForm({ data, isPending, onPreview }: Props) {
  const { annotators, overlap, unassigned, short } = data;
  const [wishes, setWishes] = useState<BatchWishes>({
    annotators: annotators.map(({ id }) => id),
    size: { batches: Math.max(1, annotators.length) },
    order: "random",
    partners: "mixed",
    overlap: unassigned === 0 ? 1 : overlap,
    seed: 1,
    again: unassigned === 0,
  });
  const set = (changes: Partial<BatchWishes>) => setWishes({ ...wishes, ...changes });
  const byCount = "batches" in wishes.size;
  const number = "batches" in wishes.size ? wishes.size.batches : wishes.size.perBatch;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onPreview(wishes);
  };
  const setSize = (counted: boolean, value: number) =>
    set({ size: counted ? { batches: value } : { perBatch: value } });
  const toggle = (id: string) =>
    set({
      annotators: annotators
        .map((person) => person.id)
        .filter((one) => (one === id) !== wishes.annotators.includes(one)),
    });

  return (
    <form className={styles.form} onSubmit={submit}>
      {unassigned > 0 && <p className={styles.text}>{w.waiting(unassigned)}</p>}
      <div className={styles.fields}>
        {short > 0 && (
          <NativeSelect
            label={w.what}
            value={wishes.again ? "again" : "fresh"}
            onChange={(event) => {
              const again = event.currentTarget.value === "again";
              set({ again, overlap: again ? 1 : overlap });
            }}
            data={[
              ...(unassigned > 0 ? [{ value: "fresh", label: w.fresh }] : []),
              { value: "again", label: `${w.again} (${short})` },
            ]}
          />
        )}
        <NativeSelect
          label={w.sizeBy}
          value={byCount ? "batches" : "perBatch"}
          onChange={(event) =>
            setSize(
              event.currentTarget.value === "batches",
              event.currentTarget.value === "batches" ? Math.max(1, annotators.length) : 100,
            )
          }
          data={[
            { value: "batches", label: w.batches },
            { value: "perBatch", label: w.perBatch },
          ]}
        />
        <NumberInput
          label={w.howMany}
          value={number}
          onChange={(value) => setSize(byCount, Number(value) || 1)}
          min={1}
          max={byCount ? 10_000 : 1_000_000}
          allowDecimal={false}
        />
        <NativeSelect
          label={w.order}
          value={wishes.order}
          onChange={(event) => set({ order: event.currentTarget.value as BatchWishes["order"] })}
          data={batchOrders.map((value) => ({ value, label: w.orders[value] }))}
        />
        <NativeSelect
          label={w.partners}
          value={wishes.partners}
          onChange={(event) => set({ partners: event.currentTarget.value as BatchWishes["partners"] })}
          data={partnerRules.map((value) => ({ value, label: w.partnerRules[value] }))}
        />
        <NumberInput
          label={w.overlap}
          value={wishes.overlap}
          onChange={(value) => set({ overlap: Number(value) || 1 })}
          min={1}
          max={overlap}
          allowDecimal={false}
        />
        <NumberInput
          label={w.seed}
          description={w.seedHint}
          inputWrapperOrder={["label", "input", "description"]}
          value={wishes.seed}
          onChange={(value) => set({ seed: Number(value) || 0 })}
          min={0}
          max={2 ** 31 - 1}
          allowDecimal={false}
        />
      </div>
      <fieldset className={styles.people}>
        <legend>{w.people}</legend>
        {annotators.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={data.notQualified.includes(id) ? w.notQualified(name) : name}
            checked={wishes.annotators.includes(id)}
            onChange={() => toggle(id)}
          />
        ))}
      </fieldset>
      <Button type="submit" loading={isPending}>
        {w.preview}
      </Button>
    </form>
  );
}
