import { Button, NativeSelect, NumberInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { ProjectEvaluation } from "../../../contract/evaluation.ts";
import {
  drawErrorSample,
  type ErrorSamples,
  listErrorSamples,
  maxErrors,
} from "../../../contract/severity.ts";
import { formatPercent } from "../../../core/percent.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { forgetCounts } from "../../client/queries/forgetCounts.ts";
import { FoldedPanel } from "../../components/FoldedPanel.tsx";
import { Accuracy } from "../../components/figures/Accuracy.tsx";
import { formatInterval } from "../../components/format/formatShare.ts";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./ModelsPage.module.css";

const w = words.severity.lead;

interface Props {
  project: string;
  /** The evaluated models. */
  models: ProjectEvaluation["models"];
  /** Whose labels to use: the number of a release, or "so-far". */
  by: string;
}

/** Draws errors of a model for experts to rate, and shows the result. */
export function SeverityPanel({ project, models, by }: Props) {
  const client = useQueryClient();
  const [wishes, setWishes] = useState({ model: models[0]?.id ?? "", count: 100, seed: 1 });
  const set = (changes: Partial<typeof wishes>) => setWishes({ ...wishes, ...changes });
  const queryKey = ["errors", project];
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(listErrorSamples, { params: { project }, signal }),
    staleTime: 0,
    refetchInterval: 30_000,
  });
  const draw = useMutation({
    mutationFn: () => call(drawErrorSample, { params: { project }, body: { ...wishes, by } }),
    onSuccess: () => {
      forgetCounts(client, project);
      return client.invalidateQueries({ queryKey });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    draw.mutate();
  };
  return (
    <FoldedPanel title={w.title} text={w.text}>
      {data?.experts === 0 && <p className={styles.text}>{w.noExperts}</p>}
      <form className={styles.choices} onSubmit={submit}>
        <NativeSelect
          label={w.model}
          value={wishes.model}
          onChange={(event) => set({ model: event.currentTarget.value })}
          data={models.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <NumberInput
          label={w.count}
          value={wishes.count}
          onChange={(value) => set({ count: Number(value) || 1 })}
          min={1}
          max={maxErrors}
          allowDecimal={false}
        />
        <NumberInput
          label={w.seed}
          description={w.seedHint}
          value={wishes.seed}
          onChange={(value) => set({ seed: Number(value) || 0 })}
          min={0}
          max={2 ** 31 - 1}
          allowDecimal={false}
        />
        <Button type="submit" loading={draw.isPending}>
          {w.draw}
        </Button>
      </form>
      {draw.isError && (
        <p className={styles.problem} role="alert">
          {explainFailure(draw.error).text}
        </p>
      )}
      <p role="status" className={styles.outcome}>
        {draw.isSuccess && w.drawn(draw.data.drawn, draw.data.errors)}
      </p>
      {data && data.samples.length > 0 && <Samples project={project} samples={data.samples} />}
    </FoldedPanel>
  );
}

function Samples({ project, samples }: { project: string; samples: ErrorSamples["samples"] }) {
  const { heads } = w;
  return (
    <Table
      caption={w.title}
      heads={[
        heads.sample,
        heads.model,
        heads.by,
        { number: heads.seed },
        { number: heads.errors },
        { number: heads.rated },
        ...samples[0]!.severities.map(({ severity }) => ({ number: words.severity.severities[severity] })),
        { number: heads.major },
        "",
      ]}
    >
      {samples.map(({ number, model, release, seed, errors, rated, severities, major }) => (
        <tr key={number}>
          <th scope="row">{number}</th>
          <td>{model}</td>
          <td>{w.by(release)}</td>
          <td className="number">{seed}</td>
          <td className="number">
            <Accuracy share={errors} />
          </td>
          <td className="number">{words.numbers.outOf(rated.count, rated.total)}</td>
          {severities.map(({ severity, share }) => (
            <td key={severity} className="number">
              {rated.count === 0 ? "–" : <Accuracy share={share} />}
            </td>
          ))}
          <td className="number" title={major.reason}>
            {major.share === null ? "–" : formatPercent(major.share, major)}
            {major.interval && ` (${formatInterval(major.interval)})`}
          </td>
          <td>
            <a href={`/api/projects/${project}/errors/samples/${number}/export`} title={w.csvHint} download>
              {w.save}
            </a>
          </td>
        </tr>
      ))}
    </Table>
  );
}
