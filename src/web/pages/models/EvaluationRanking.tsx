import type { ProjectEvaluation } from "../../../contract/evaluation.ts";
import type { EvaluatedShare } from "../../../core/evaluation/evaluatedNumbers.ts";
import type { Evaluation } from "../../../core/evaluation/evaluation.ts";
import { evaluatedList } from "../../../core/evaluation/listEvaluated.ts";
import { TextButton } from "../../components/buttons/TextButton.tsx";
import { ShareOverInterval } from "../../components/figures/ShareOverInterval.tsx";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { useFirstRows } from "../../components/useFirstRows.tsx";
import { words } from "../../words/words.ts";
import type { OpenedImages } from "./EvaluatedImages.tsx";
import styles from "./ModelsPage.module.css";

const text = words.models.ranking;

interface Props {
  report: ProjectEvaluation;
  evaluation: Evaluation;
  onOpen: (images: OpenedImages) => void;
}

/** Every model with its headline numbers, by ReaL accuracy, best first. */
export function EvaluationRanking({ report, evaluation: { models }, onOpen }: Props) {
  const idOf = new Map(report.models.map(({ id, name }) => [name, id]));
  const [first] = models;
  const { shown, more } = useFirstRows(models);
  return (
    <Panel title={text.title}>
      <Table
        caption={text.caption}
        heads={[
          text.rank,
          text.model,
          { number: text.real(first?.real.total ?? 0) },
          { number: text.top1(first?.top1.total ?? 0) },
          { number: text.top5 },
          { number: text.butValid },
          { number: text.asma },
        ]}
      >
        {shown.map(({ model, rank, proposer, real, top1, top5, otherButValid, subgroups }) => (
          <tr key={model}>
            <td>
              {rank.value ?? "–"}
              {rank.interval && rank.interval[0] < rank.interval[1] && (
                <div className={styles.small} data-interval>
                  {text.ranks(...rank.interval)}
                </div>
              )}
            </td>
            <th scope="row">
              <TextButton
                title={words.figures.show(words.models.images.model(model))}
                onClick={() =>
                  onOpen({
                    what: words.models.images.model(model),
                    listOf: (miss) => evaluatedList.model(idOf.get(model) ?? "", miss),
                  })
                }
              >
                {model}
              </TextButton>
              {proposer && <div className={styles.small}>{text.proposer}</div>}
            </th>
            <td className="number">
              <Share measured={real} />
            </td>
            <td className="number">
              <Share measured={top1} />
            </td>
            <td className="number">
              <Share measured={top5} />
            </td>
            <td className="number">
              <Share measured={otherButValid} />
            </td>
            <td className="number">
              <Share measured={{ ...subgroups.asma, share: subgroups.asma.value }} />
            </td>
          </tr>
        ))}
      </Table>
      {more}
      <p className={styles.text}>{text.text}</p>
    </Panel>
  );
}

const None = ({ why }: { why: string | undefined }) => (
  <span className="dim" title={why}>
    –
  </span>
);

function Share({
  measured: { share, interval, reason },
}: {
  measured: Pick<EvaluatedShare, "share" | "interval" | "reason">;
}) {
  if (share === null) return <None why={reason} />;
  return <ShareOverInterval share={share} interval={interval} />;
}
