import type { AuditCorrection } from "../../../core/evaluation/correctByAudit.ts";
import type { Evaluation } from "../../../core/evaluation/evaluation.ts";
import { ShareOverInterval } from "../../components/figures/ShareOverInterval.tsx";
import { countOf } from "../../components/format/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { useFirstRows } from "../../components/useFirstRows.tsx";
import { words } from "../../words/words.ts";
import styles from "./ModelsPage.module.css";

const text = words.models.audited;

interface Props {
  audited: AuditCorrection;
  evaluation: Evaluation;
}

/** Accuracies and ranks with and without the correction by the release's audit sample, side by side. */
export function AuditedRanking({ audited: { audited, images, strata, models }, evaluation }: Props) {
  const { shown, more } = useFirstRows(models);
  const intervalOf = new Map(evaluation.models.map(({ model, real }) => [model, real.interval]));
  return (
    <Panel title={text.title}>
      <p className={styles.above}>
        {text.lead(countOf(audited, "image"), images, countOf(strata, "stratum", "strata"))}
      </p>
      <Table
        caption={text.caption}
        heads={[
          text.model,
          { number: text.real },
          { number: text.rank },
          { number: text.corrected },
          { number: text.correctedRank },
          { number: text.difference },
        ]}
      >
        {shown.map(({ model, proposer, real, rank, corrected, correctedInterval, correctedRank, reason }) => (
          <tr key={model}>
            <th scope="row">
              {model}
              {proposer && <div className={styles.small}>{text.proposer}</div>}
            </th>
            <td className="number">
              <Share share={real} interval={intervalOf.get(model) ?? null} />
            </td>
            <td className="number">{rank ?? "–"}</td>
            <td className="number">
              <Share share={corrected} interval={correctedInterval} why={reason} />
            </td>
            <td className="number">{correctedRank ?? "–"}</td>
            <td className="number">{difference(real, corrected)}</td>
          </tr>
        ))}
      </Table>
      {more}
      <p className={styles.text}>{text.text}</p>
    </Panel>
  );
}

function difference(real: number | null, corrected: number | null): string {
  if (real === null || corrected === null) return "–";
  const points = ((corrected - real) * 100).toFixed(2);
  return points.startsWith("-") ? points.replace("-", "\u2212") : `+${points}`;
}

interface ShareProps {
  share: number | null;
  interval: readonly [number, number] | null;
  why?: string | undefined;
}

function Share({ share, interval, why }: ShareProps) {
  if (share === null) return why ?? "–";
  return <ShareOverInterval share={share} interval={interval} />;
}
