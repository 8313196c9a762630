import { Button, Checkbox, NumberInput, SegmentedControl } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import {
  drawAuditSample,
  type PlannedAudit,
  planAuditSample,
  type SampleWishes,
} from "../../../contract/auditSample.ts";
import { assumedSeconds } from "../../../core/pace/assumedEffort.ts";
import { formatPercent } from "../../../core/percent.ts";
import { expertsOfSample, labelAnew } from "../../../core/stages/labelAnew.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { forgetCounts } from "../../client/queries/forgetCounts.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { formatDuration } from "../../components/format/formatDuration.ts";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./DrawAudit.module.css";
import { releasesQuery } from "./releasesQuery.ts";

const texts = words.auditSample.draw;

/** Plans the audit sample of a release, shows its cost and what it would tell, and draws it. */
export function DrawAudit({ project, number }: { project: string; number: number }) {
  const client = useQueryClient();
  const [kind, setKind] = useState<"width" | "budget">("width");
  const [percent, setPercent] = useState(5);
  const [budget, setBudget] = useState(500);
  const [looks, setLooks] = useState(2);
  const [mayLabelOwn, setMayLabelOwn] = useState(false);
  const params = { project, number };
  const preview = useMutation({
    mutationFn: async (body: SampleWishes) => ({
      wishes: body,
      planned: await call(planAuditSample, { params, body }),
    }),
  });
  const draw = useMutation({
    mutationFn: (body: SampleWishes) => call(drawAuditSample, { params, body }),
    onSuccess: () => forgetCounts(client, project),
    onSettled: () => client.invalidateQueries({ queryKey: releasesQuery(project).queryKey }),
  });
  /** The plan no longer matches the wishes. */
  const set =
    <Value,>(change: (value: Value) => void) =>
    (value: Value) => {
      change(value);
      preview.reset();
      draw.reset();
    };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    draw.reset();
    preview.mutate({ size: kind === "width" ? { width: percent / 100 } : { budget }, looks, mayLabelOwn });
  };
  const failure = draw.error ?? preview.error;
  const title = `draw-audit-${number}`;
  return (
    <details className={styles.draw}>
      <summary id={title}>{texts.title}</summary>
      <p className={styles.text}>{texts.text}</p>
      <form className={styles.form} onSubmit={submit} aria-labelledby={title}>
        <SegmentedControl
          fullWidth
          value={kind}
          onChange={set((value: string) => setKind(value as typeof kind))}
          data={(["width", "budget"] as const).map((value) => ({ value, label: texts.kinds[value] }))}
        />
        {kind === "width" ? (
          <NumberInput
            label={texts.width}
            description={texts.widthHint}
            inputWrapperOrder={["label", "input", "description"]}
            suffix=" %"
            value={percent}
            onChange={set((value: string | number) => setPercent(Number(value) || 1))}
            min={0.1}
            max={100}
            decimalScale={1}
          />
        ) : (
          <NumberInput
            label={texts.budget}
            value={budget}
            onChange={set((value: string | number) => setBudget(Number(value) || 1))}
            min={1}
            max={20_000}
            allowDecimal={false}
          />
        )}
        <NumberInput
          label={texts.looks}
          description={texts.looksHint}
          inputWrapperOrder={["label", "input", "description"]}
          value={looks}
          onChange={set((value: string | number) => setLooks(Number(value) || 1))}
          min={1}
          max={20}
          allowDecimal={false}
        />
        <Checkbox
          label={texts.own}
          description={texts.ownHint}
          checked={mayLabelOwn}
          onChange={(event) => set(setMayLabelOwn)(event.currentTarget.checked)}
        />
        <Button type="submit" variant="default" loading={preview.isPending}>
          {texts.plan}
        </Button>
      </form>
      {failure && (
        <p className={styles.problem} role="alert">
          {explainFailure(failure).text}
        </p>
      )}
      {preview.isSuccess && (
        <Planned
          planned={preview.data.planned}
          isDrawing={draw.isPending}
          onDraw={() => draw.mutate(preview.data.wishes)}
        />
      )}
    </details>
  );
}

interface PlannedProps {
  planned: PlannedAudit;
  isDrawing: boolean;
  onDraw(): void;
}

function Planned({ planned, isDrawing, onDraw }: PlannedProps) {
  const { strata, total, width, simple, sources, experts } = planned;
  const { low, high } = assumedSeconds[labelAnew.name];
  const time = (seconds: number) => formatDuration(1000 * seconds * total * expertsOfSample);
  return (
    <section className={styles.planned} aria-live="polite">
      <Table
        caption={texts.caption}
        heads={[texts.stratum, { number: texts.images }, { number: texts.drawn }]}
      >
        {strata.map(({ stratum, images, drawn }) => (
          <tr key={stratum}>
            <th scope="row">{stratum}</th>
            <td className="number">{formatCount(images)}</td>
            <td className="number">{formatCount(drawn)}</td>
          </tr>
        ))}
      </Table>
      <p className={styles.text}>
        {texts.expected(total, formatPercent(width.missing), formatPercent(width.wrong))}{" "}
        {texts.simple(simple, total)}
      </p>
      <p className={styles.text}>
        {texts.sources(sources)} {texts.time(time(low), time(high))}
      </p>
      {experts < expertsOfSample && <p className={styles.problem}>{texts.fewExperts(experts)}</p>}
      <Button onClick={onDraw} loading={isDrawing}>
        {texts.draw(total)}
      </Button>
      <p className={styles.text}>{texts.once}</p>
    </section>
  );
}
