import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type AskingView, getAsking, learnAsking } from "../../../contract/asking.ts";
import { formatPercent } from "../../../core/percent.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { formatDuration } from "../../components/format/formatDuration.ts";
import { formatInterval } from "../../components/format/formatShare.ts";
import { formatTime } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./PacePage.module.css";

const texts = words.pace.fewer;
type Rule = NonNullable<AskingView["rule"]>;

/** When questions about an image end before everybody was asked, the effect, and the savings. */
export function FewerAnswers({ project }: { project: string }) {
  const client = useQueryClient();
  const queryKey = ["asking", project];
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(getAsking, { params: { project }, signal }),
  });
  const learn = useMutation({
    mutationFn: () => call(learnAsking, { params: { project }, body: {} }),
    onSuccess: (view) => {
      client.setQueryData(queryKey, view);
      return client.invalidateQueries({ queryKey: ["pace", project] });
    },
  });
  if (!data || data.by === null || data.overlap < 2) return null;
  const { rule } = data;
  return (
    <Panel title={texts.title}>
      <p className={styles.text}>{texts.intro(data.overlap)}</p>
      {rule ? (
        <Measured rule={rule} by={data.by} />
      ) : (
        <p className={styles.text}>{texts.toLearn(data.toLearnFrom.images, data.toLearnFrom.needed)}</p>
      )}
      {rule && <Effect view={data} project={project} />}
      {rule && !rule.isCurrent && <p className={styles.text}>{texts.changed}</p>}
      {learn.isPending && <p className={styles.text}>{texts.learning}</p>}
      {learn.isError && (
        <p className={styles.problem} role="alert">
          {explainFailure(learn.error).text}
        </p>
      )}
      <div className={styles.act}>
        <Button
          variant={rule?.isCurrent ? "default" : "filled"}
          loading={learn.isPending}
          onClick={() => learn.mutate()}
        >
          {rule ? texts.again : texts.learn}
        </Button>
      </div>
    </Panel>
  );
}

function Measured({ rule: { measured, prices, at }, by }: { rule: Rule; by: "labels" | "page" }) {
  const shares = (["used", "people", "toExperts"] as const).filter(
    // A page belongs to one person: both are the same.
    (part) => by === "labels" || part !== "people",
  );
  const row = (part: keyof typeof texts.rows, value: string, interval: string | null) => (
    <tr key={part}>
      <th scope="row">{texts.rows[part]}</th>
      <td className="number">{value}</td>
      <td className="number">{interval ?? texts.noInterval}</td>
    </tr>
  );
  const perHundred = (value: number) => (100 * value).toFixed(1);
  return (
    <>
      <p className={styles.text}>{texts.tried(measured.images, formatTime(at))}</p>
      <Table
        caption={texts.caption}
        heads={[texts.measure, { number: texts.value }, { number: texts.interval }]}
      >
        {shares.map((part) => {
          const { mean, interval } = measured[part];
          return row(part, formatPercent(mean, { interval }), interval && `${formatInterval(interval)} %`);
        })}
        {(["missed", "wrong"] as const).map((part) => {
          const { mean, interval } = measured[part];
          return row(
            part,
            perHundred(mean),
            interval && words.numbers.interval(perHundred(interval[0]), perHundred(interval[1])),
          );
        })}
      </Table>
      <p className={styles.hint}>
        {[measured.used, measured.toExperts, measured.missed, measured.wrong].some(
          ({ interval }) => interval === null,
        ) && `${texts.alike} `}
        {texts.prices(prices.answer.toFixed(1), formatCount(prices.missed), formatCount(prices.wrong), by)}
      </p>
    </>
  );
}

function Effect({
  view: { isOn, ended, overlap, toCome, secondsPerPage },
  project,
}: {
  view: AskingView;
  project: string;
}) {
  return (
    <>
      {isOn || ended.images > 0 ? (
        <p className={styles.text}>
          {ended.images === 0
            ? texts.noneEnded
            : texts.ended(ended.images, (ended.answers / ended.images).toFixed(1), overlap)}
        </p>
      ) : (
        <p className={styles.text}>
          {texts.off}{" "}
          <Link to="/p/$project/settings" params={{ project }}>
            {texts.settings}
          </Link>
          .
        </p>
      )}
      {toCome && toCome.pages > 0 && (
        <p className={styles.text}>
          {texts.saves(toCome.pages, Math.round(toCome.withRule), formatDuration(toCome.secondsSaved * 1000))}{" "}
          {!secondsPerPage.isMeasured && texts.guess}
        </p>
      )}
    </>
  );
}
