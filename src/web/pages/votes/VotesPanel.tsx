import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getVotes, type Settlement, settleVotes } from "../../../contract/votes.ts";
import { formatPercent } from "../../../core/percent.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { forgetCounts } from "../../client/queries/forgetCounts.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { formatTime } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./VotesPanel.module.css";

const texts = words.vote.settling;

/** For projects with votes: what they mean so far, and a button that computes it again. */
export function VotesPanel({ project }: { project: string }) {
  const client = useQueryClient();
  const queryKey = ["votes", project];
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(getVotes, { params: { project }, signal }),
    refetchInterval: 30_000,
  });
  const settle = useMutation({
    mutationFn: () => call(settleVotes, { params: { project }, body: {} }),
    onSuccess: () => forgetCounts(client, project),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  if (!data?.isAsked) return null;
  const { waiting, last } = data;
  return (
    <Panel title={texts.title}>
      <p className={styles.text}>{waiting > 0 ? texts.waiting(waiting) : texts.noneWaits}</p>
      {last && (
        <p className={styles.text}>
          {texts.last(formatTime(last.at), last.settlement)} {texts.how(last.settlement)}
        </p>
      )}
      {last?.settlement.warnings.map((warning) => (
        <p key={warning} className={styles.text}>
          {texts.warning(warning)}
        </p>
      ))}
      {last && <Thresholds settlement={last.settlement} />}
      {settle.isError && (
        <p className={styles.problem} role="alert">
          {explainFailure(settle.error).text}
        </p>
      )}
      <div className={styles.act}>
        <Button
          variant={waiting > 0 ? "filled" : "default"}
          loading={settle.isPending}
          onClick={() => settle.mutate()}
        >
          {texts.settle}
        </Button>
      </div>
    </Panel>
  );
}

/** What other thresholds would make of the votes. */
function Thresholds({ settlement: { byThreshold, threshold: chosen } }: { settlement: Settlement }) {
  const models = byThreshold[0]?.models.map(({ model }) => model) ?? [];
  return (
    <Table
      caption={texts.caption}
      heads={[
        texts.above,
        ...[texts.images, texts.noLabel, texts.labels, ...models].map((number) => ({ number })),
      ]}
    >
      {byThreshold.map(({ threshold, images, noLabel, labels, models: rows }) => (
        <tr key={threshold}>
          <th scope="row">{texts.threshold(threshold, threshold === chosen)}</th>
          {[images, noLabel, labels].map((number, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change
            <td key={at} className="number">
              {formatCount(number)}
            </td>
          ))}
          {rows.map(({ model, share, interval, total }) => (
            <td key={model} className="number">
              {share === null
                ? "–"
                : texts.accuracy(formatPercent(share, { interval, total }), interval, total)}
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}
