import { Button, NumberInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { type ContainsReport, setContainsRules } from "../../../contract/contains/report.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { Accuracy } from "../../components/figures/Accuracy.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { formatDuration } from "../../components/format/formatDuration.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./SheetsPage.module.css";

const w = words.contains.lead.people;

/** How everybody did on the controls, in the order of their names, and who counts. */
export function SheetPeople({ project, data }: { project: string; data: ContainsReport }) {
  const { people, answersLeftOut } = data;
  return (
    <Panel title={w.title}>
      <Table
        caption={w.title}
        heads={[
          w.name,
          { number: w.sheets },
          { number: w.perPhoto },
          { number: w.failed },
          { number: w.missed },
          { number: w.wrong },
          w.counted,
        ]}
      >
        {people.map(({ id, name, sheets, answers, failed, missed, wrong, isDropped, activeMs }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td className="number">{formatCount(sheets)}</td>
            <td className="number">{answers > 0 ? formatDuration(activeMs / answers) : ""}</td>
            <td className="number">
              <Accuracy share={failed} />
            </td>
            <td className="number">{formatCount(missed)}</td>
            <td className="number">{formatCount(wrong)}</td>
            <td>{isDropped ? <b className={styles.dropped}>{w.leftOut}</b> : w.yes}</td>
          </tr>
        ))}
      </Table>
      {answersLeftOut > 0 && <p className={styles.text}>{w.answersLeftOut(answersLeftOut)}</p>}
      <Rules key={JSON.stringify(data.rules)} project={project} rules={data.rules} />
    </Panel>
  );
}

/** How answers are counted: this may be changed at any time, because the answers stay the same. */
function Rules({ project, rules }: { project: string; rules: ContainsReport["rules"] }) {
  const client = useQueryClient();
  const [wanted, setWanted] = useState(rules);
  const change = useMutation({
    mutationFn: () => call(setContainsRules, { params: { project }, body: wanted }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["contains", project] }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    change.mutate();
  };
  const isSame = wanted.maxFailed === rules.maxFailed && wanted.minAnswers === rules.minAnswers;
  return (
    <form className={`${styles.form} ${styles.rules}`} onSubmit={submit}>
      <div className={styles.fields}>
        <NumberInput
          label={w.maxFailed}
          value={Math.round(wanted.maxFailed * 100)}
          onChange={(value) => setWanted({ ...wanted, maxFailed: (Number(value) || 0) / 100 })}
          min={0}
          max={100}
          suffix=" %"
          allowDecimal={false}
        />
        <NumberInput
          label={w.minAnswers}
          value={wanted.minAnswers}
          onChange={(value) => setWanted({ ...wanted, minAnswers: Number(value) || 1 })}
          min={1}
          max={1000}
          allowDecimal={false}
        />
      </div>
      <Button type="submit" variant="default" disabled={isSame} loading={change.isPending}>
        {w.change}
      </Button>
      {change.error && (
        <p className={styles.problem} role="alert">
          {explainFailure(change.error).text}
        </p>
      )}
    </form>
  );
}
