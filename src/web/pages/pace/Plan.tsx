import { NumberInput } from "@mantine/core";
import { useState } from "react";
import type { Pace } from "../../../contract/pace.ts";
import { type EffortPlan, planEffort } from "../../../core/pace/planEffort.ts";
import type { Range } from "../../../core/range.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import { type Stage, stages } from "../../../core/tasks/stage.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./PacePage.module.css";

const texts = words.pace.plan;

const isOpening = (stage: Stage) => rulesOf(stage).answers === "compared";
const isDeciding = (stage: Stage) => rulesOf(stage).answers === "final";

/** A field's value while somebody types: a number, or unfinished text. */
type Typed = number | string;

const fields = ["images", "overlap", "annotators", "experts", "hoursPerDay", "costPerHour"] as const;
type Field = (typeof fields)[number];
const pairs = ["annotateSeconds", "refineSeconds", "refineShare"] as const;
type Pair = (typeof pairs)[number];

/** A calculator of people, days and cost. */
export function Plan({ assumptions }: { assumptions: Pace["assumptions"] }) {
  const { images, overlap, people, secondsPerImage, refineShare, measured } = assumptions;
  const planned = stages.filter((stage) => people[stage] !== undefined);
  const [opening, deciding] = [planned.find(isOpening), planned.find(isDeciding)];
  const [values, setValues] = useState<Record<Field, Typed>>({
    images: images || 10_000,
    overlap,
    annotators: Math.max(1, ...planned.filter(isOpening).map((stage) => people[stage] ?? 1)),
    experts: Math.max(1, ...planned.filter(isDeciding).map((stage) => people[stage] ?? 1)),
    hoursPerDay: 2,
    costPerHour: 25,
  });
  const [ranges, setRanges] = useState<Record<Pair, [Typed, Typed]>>({
    annotateSeconds: opening ? ends(secondsPerImage[opening]) : [0, 0],
    refineSeconds: deciding ? ends(secondsPerImage[deciding]) : [0, 0],
    refineShare: ends(refineShare, 100),
  });
  const sources: Record<Pair, string> = {
    annotateSeconds: opening && measured.includes(opening) ? texts.measured : texts.assumed,
    refineSeconds: deciding && measured.includes(deciding) ? texts.measured : texts.assumed,
    refineShare: measured.includes("refineShare") ? texts.measured : texts.published,
  };
  const plan = tryPlan(planned, assumptions, values, ranges);
  return (
    <Panel title={texts.title}>
      <p className={styles.hint}>{texts.intro}</p>
      <div className={styles.fields}>
        {fields.map((field) => (
          <NumberInput
            key={field}
            label={texts[field]}
            value={values[field]}
            min={field === "costPerHour" ? 0 : 1}
            onChange={(value) => setValues({ ...values, [field]: value })}
          />
        ))}
        {pairs.map((pair) => (
          <fieldset key={pair} className={styles.pair}>
            <legend>
              {texts[pair]} <span className={styles.source}>{sources[pair]}</span>
            </legend>
            {([0, 1] as const).map((end) => (
              <End
                key={end}
                name={`${texts[pair]} ${end === 0 ? texts.from : texts.to}`}
                percent={pair === "refineShare"}
                value={ranges[pair][end]}
                first={end === 0}
                onChange={(value) =>
                  setRanges({
                    ...ranges,
                    [pair]: end === 0 ? [value, ranges[pair][1]] : [ranges[pair][0], value],
                  })
                }
              />
            ))}
          </fieldset>
        ))}
      </div>
      {plan ? <PlanTable plan={plan} /> : <p role="status">{texts.cannot}</p>}
      <p className={styles.hint}>{texts.hint}</p>
    </Panel>
  );
}

interface EndProps {
  name: string;
  percent: boolean;
  value: Typed;
  first: boolean;
  onChange: (value: Typed) => void;
}

const End = ({ name, percent, value, first, onChange }: EndProps) => (
  <>
    <NumberInput
      aria-label={name}
      value={value}
      min={0}
      {...(percent ? { max: 100, suffix: " %" } : {})}
      hideControls
      onChange={onChange}
    />
    {first && <span>{texts.to}</span>}
  </>
);

const PlanTable = ({ plan: { stages, total } }: { plan: EffortPlan }) => (
  <Table caption={texts.caption}>
    <thead>
      <tr>
        <th scope="col">{texts.stage}</th>
        {[texts.decisions, texts.hours, texts.days, texts.cost].map((name) => (
          <th key={name} scope="col" className="number">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {stages.map(({ stage, decisions, hours, days, cost }) => (
        <tr key={stage}>
          <th scope="row">{words.pace.stages[stage]}</th>
          {[decisions, hours, days, cost].map((range, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change
            <td key={at} className="number">
              {rangeText(range)}
            </td>
          ))}
        </tr>
      ))}
      <tr>
        <th scope="row">{texts.total}</th>
        <td />
        {[total.hours, total.days, total.cost].map((range, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change
          <td key={at} className="number">
            <strong>{rangeText(range)}</strong>
          </td>
        ))}
      </tr>
    </tbody>
  </Table>
);

const round = (value: number) => formatCount(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
const rangeText = ({ low, high }: Range) =>
  round(low) === round(high) ? round(low) : texts.range(round(low), round(high));

const ends = ({ low, high }: Range, times = 1): [number, number] => [
  Math.round(low * times),
  Math.round(high * times),
];

/** Null as long as a field holds nothing that can be planned with. */
function tryPlan(
  planned: readonly Stage[],
  { objectsOverlap, secondsPerImage }: Pick<Pace["assumptions"], "objectsOverlap" | "secondsPerImage">,
  values: Record<Field, Typed>,
  ranges: Record<Pair, [Typed, Typed]>,
): EffortPlan | null {
  const between = ([from, to]: readonly [Typed, Typed], unit = 1): Range => {
    const [low, high] = [Number(from) / unit, Number(to) / unit];
    return { low, likely: (low + high) / 2, high };
  };
  const forEach = <Value,>(make: (stage: Stage) => Value) =>
    Object.fromEntries(planned.map((stage) => [stage, make(stage)])) as Partial<Record<Stage, Value>>;
  try {
    return planEffort({
      images: Number(values.images),
      overlap: Number(values.overlap),
      objectsOverlap,
      people: forEach((stage) => Number(isDeciding(stage) ? values.experts : values.annotators)),
      secondsPerImage: forEach((stage) =>
        isOpening(stage)
          ? between(ranges.annotateSeconds)
          : isDeciding(stage)
            ? between(ranges.refineSeconds)
            : secondsPerImage[stage],
      ),
      refineShare: between(ranges.refineShare, 100),
      hoursPerDay: Number(values.hoursPerDay),
      costPerHour: Number(values.costPerHour),
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
