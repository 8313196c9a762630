import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ContainsReport, closeSheets } from "../../../contract/contains/report.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { TextButton } from "../../components/buttons/TextButton.tsx";
import { Bar } from "../../components/figures/Bar.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { formatRecent } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./SheetsPage.module.css";

const w = words.contains.lead.plans;

/** The plans of a project, and how far each is. */
export function SheetPlans({ project, plans }: { project: string; plans: ContainsReport["plans"] }) {
  const client = useQueryClient();
  const close = useMutation({
    mutationFn: ({ plan, isClosed }: { plan: number; isClosed: boolean }) =>
      call(closeSheets, { params: { project, plan }, body: { isClosed } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["contains", project] }),
  });
  return (
    <Panel title={w.title}>
      <Table
        caption={w.title}
        heads={[
          w.plan,
          w.made,
          { number: w.sheets },
          { number: w.labels },
          { number: w.photos },
          { number: w.controls },
          { number: w.workers },
          w.answered,
          "",
        ]}
      >
        {plans.map((plan) => {
          const isClosed = plan.closedAt !== null;
          return (
            <tr key={plan.number}>
              <th scope="row">{isClosed ? w.closed(plan.number) : plan.number}</th>
              <td>
                <time dateTime={plan.createdAt}>{formatRecent(plan.createdAt)}</time>
              </td>
              <td className="number">{formatCount(plan.sheets)}</td>
              <td className="number">{formatCount(plan.labels)}</td>
              <td className="number">{formatCount(plan.photos)}</td>
              <td className="number">{formatCount(plan.controls)}</td>
              <td className="number">{formatCount(plan.workers)}</td>
              <td>
                {words.numbers.outOf(plan.answers.count, plan.answers.total)}
                <Bar parts={[{ count: plan.answers.count, colour: "acc" }]} total={plan.answers.total} />
              </td>
              <td>
                <TextButton
                  title={isClosed ? w.reopenText : w.closeText}
                  onClick={() => close.mutate({ plan: plan.number, isClosed: !isClosed })}
                >
                  {isClosed ? w.reopen : w.close}
                </TextButton>
              </td>
            </tr>
          );
        })}
      </Table>
      {close.error && (
        <p className={styles.problem} role="alert">
          {explainFailure(close.error).text}
        </p>
      )}
    </Panel>
  );
}
