import { Button, NumberInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import {
  createSheets,
  previewSheets,
  type SheetPreviewReply,
  type SheetWishesBody,
} from "../../../contract/contains/report.ts";
import { maxControlShare, maxSheetSize } from "../../../core/contains/planSheets.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { forgetCounts } from "../../client/queries/forgetCounts.ts";
import { formatDuration } from "../../components/format/formatDuration.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./SheetsPage.module.css";

const w = words.contains.lead.plan;

/** Plans sheets, shows what they would cost, and makes them. */
export function PlanSheets({ project, annotators }: { project: string; annotators: number }) {
  const client = useQueryClient();
  const [wishes, setWishes] = useState<SheetWishesBody>({
    topK: 5,
    size: 48,
    controlShare: 0.1,
    workers: 9,
    seed: 1,
  });
  const set = (changes: Partial<SheetWishesBody>) => setWishes({ ...wishes, ...changes });
  const preview = useMutation({
    mutationFn: (body: SheetWishesBody) => call(previewSheets, { params: { project }, body }),
  });
  const make = useMutation({
    mutationFn: (expected: number) =>
      call(createSheets, { params: { project }, body: { ...wishes, expected } }),
    onSuccess: () => {
      preview.reset();
      forgetCounts(client, project);
      return client.invalidateQueries({ queryKey: ["contains", project] });
    },
  });
  const failure = make.error ?? preview.error;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    make.reset();
    preview.mutate(wishes);
  };
  const field = (name: "topK" | "size" | "workers" | "seed", min: number, max: number) => (
    <NumberInput
      label={w.fields[name]}
      description={w.hints[name]}
      inputWrapperOrder={["label", "input", "description"]}
      value={wishes[name]}
      onChange={(value) => set({ [name]: Number(value) || min })}
      min={min}
      max={max}
      allowDecimal={false}
    />
  );
  return (
    <Panel title={w.title}>
      {preview.data ? (
        <Preview
          plan={preview.data}
          workers={wishes.workers}
          annotators={annotators}
          isMaking={make.isPending}
          onMake={() => make.mutate(preview.data.sheets)}
          onChange={() => {
            preview.reset();
            make.reset();
          }}
        />
      ) : (
        <form className={styles.form} onSubmit={submit}>
          <p className={styles.text}>{w.text}</p>
          <div className={styles.fields}>
            {field("topK", 0, 20)}
            {field("size", 2, maxSheetSize)}
            <NumberInput
              label={w.fields.controls}
              description={w.hints.controls}
              inputWrapperOrder={["label", "input", "description"]}
              value={Math.round(wishes.controlShare * 100)}
              onChange={(value) => set({ controlShare: (Number(value) || 0) / 100 })}
              min={0}
              max={maxControlShare * 100}
              suffix=" %"
              allowDecimal={false}
            />
            {field("workers", 1, 100)}
            {field("seed", 0, 2 ** 31 - 1)}
          </div>
          <Button type="submit" loading={preview.isPending}>
            {w.preview}
          </Button>
        </form>
      )}
      {failure && (
        <p className={styles.problem} role="alert">
          {explainFailure(failure).text}
        </p>
      )}
      <p role="status" className={styles.text}>
        {make.isSuccess && w.made(make.data.sheets)}
      </p>
    </Panel>
  );
}

interface PreviewProps {
  plan: SheetPreviewReply;
  workers: number;
  annotators: number;
  isMaking: boolean;
  onMake(): void;
  onChange(): void;
}

/** What a plan would ask of people, and what it could not tell. */
function Preview({ plan, workers, annotators, isMaking, onMake, onChange }: PreviewProps) {
  const { controls, labelsWithout } = plan;
  const hasControls = controls.holding + controls.notHolding > 0;
  const notes = [
    plan.models.length > 0 ? w.models(plan.models) : w.originalsAlone,
    ...(plan.shortSheets > 0 ? [w.short(plan.shortSheets)] : []),
    ...(hasControls ? [] : [w.withoutControls]),
    ...(hasControls && labelsWithout.holding > 0
      ? [w.withoutHolding(labelsWithout.holding, plan.labels)]
      : []),
    ...(hasControls && labelsWithout.notHolding > 0
      ? [w.withoutNotHolding(labelsWithout.notHolding, plan.labels)]
      : []),
    ...(plan.onSheets > 0 ? [w.onSheets(plan.onSheets)] : []),
    ...(plan.notShown > 0 ? [w.notShown(plan.notShown)] : []),
    ...(annotators < workers ? [w.fewPeople(annotators, workers)] : []),
  ];
  return (
    <div className={styles.form}>
      <p className={styles.summary}>{w.summary(plan)}</p>
      <p className={styles.summary}>
        {w.cost(plan.answers, workers, formatDuration(plan.hours * 3_600_000))}{" "}
        {plan.isMeasured ? w.measured(plan.secondsPerPhoto) : w.guessed(plan.secondsPerPhoto)}
      </p>
      {hasControls && <p className={styles.summary}>{w.controls(controls.holding, controls.notHolding)}</p>}
      <ul className={styles.notes}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button loading={isMaking} onClick={onMake}>
          {w.make(plan.sheets)}
        </Button>
        <Button variant="default" onClick={onChange}>
          {w.change}
        </Button>
      </div>
    </div>
  );
}
