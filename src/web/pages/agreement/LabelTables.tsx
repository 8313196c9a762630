import type { ReactNode } from "react";
import type { ProjectAgreement } from "../../../contract/agreement.ts";
import { formatPercent } from "../../../core/percent.ts";
import { TextButton } from "../../components/buttons/TextButton.tsx";
import { FoldedPanel } from "../../components/FoldedPanel.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { Table } from "../../components/Table.tsx";
import { RulingLink } from "../../components/texts/RulingLink.tsx";
import { useFirstRows } from "../../components/useFirstRows.tsx";
import { words } from "../../words/words.ts";
import styles from "./AgreementPage.module.css";
import { formatNumber, formatRange } from "./formatEstimate.ts";

const text = words.agreement;

interface Props {
  report: ProjectAgreement;
  nameOf: (label: number) => string;
  onOpen: (
    list: { kind: "label"; labels: [number] } | { kind: "labels" | "together"; labels: [number, number] },
  ) => void;
}

const share = (count: number, whole: number) =>
  whole === 0 ? "–" : formatPercent(count / whole, { total: whole });

function Never({ unseen, found }: { unseen: number; found: number | null }) {
  if (unseen === 0) return "0";
  return (
    <>
      {formatCount(unseen)}
      <div className={styles.small}>{text.disputed.parts(found ?? 0, unseen - (found ?? 0))}</div>
    </>
  );
}

/** Says that a report holds only the most frequent rows. */
const Cut = ({ rows, total }: { rows: number; total: number }) =>
  total > rows && <p className={styles.below}>{text.disputed.more(rows, total)}</p>;

const Link = ({ onClick, children, what }: { onClick: () => void; children: ReactNode; what: string }) => (
  <TextButton onClick={onClick} title={text.images.show(what)}>
    {children}
  </TextButton>
);

export function DisputedLabels({ report: { disputedLabels }, nameOf, onOpen }: Props) {
  const { rows, total } = disputedLabels;
  const { shown, more } = useFirstRows(rows);
  const { title, none, label, images, chosen, unseen, kappa } = text.disputed;
  return (
    <Panel title={title}>
      <p className={styles.above}>{text.disputed.text}</p>
      {rows.length === 0 ? (
        <p className={styles.text}>{none}</p>
      ) : (
        <Table
          caption={title}
          heads={[label, { number: images }, { number: chosen }, { number: unseen }, { number: kappa }]}
        >
          {shown.map((row) => (
            <tr key={row.label}>
              <th scope="row">
                <Link
                  what={text.images.ofImages.label(nameOf(row.label))}
                  onClick={() => onOpen({ kind: "label", labels: [row.label] })}
                >
                  {nameOf(row.label)}
                </Link>
              </th>
              <td className="number">{formatCount(row.disputed)}</td>
              <td className="number">{words.numbers.share(share(row.disputed, row.chosen), row.chosen)}</td>
              <td className="number">
                <Never unseen={row.onlyUnseen} found={row.found} />
              </td>
              <td className="number">
                {row.fleissKappa === null ? "–" : formatNumber(row.fleissKappa, row.fleissKappaInterval)}
                {row.fleissKappaInterval && (
                  <div className={styles.small}>
                    {formatRange({ interval: row.fleissKappaInterval }, false)}
                  </div>
                )}
                <div className={styles.small}>n {formatCount(row.questions)}</div>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {more}
      <Cut rows={rows.length} total={total} />
    </Panel>
  );
}

export function DisputedPairs({
  project,
  report: { disputedPairs },
  nameOf,
  onOpen,
}: Props & { project: string }) {
  const { rows, total } = disputedPairs;
  const { shown, more } = useFirstRows(rows);
  const { title, none, labels, images, chosen } = text.disputedPairs;
  return (
    <Panel title={title}>
      <p className={styles.above}>{text.disputedPairs.text}</p>
      {rows.length === 0 ? (
        <p className={styles.text}>{none}</p>
      ) : (
        <Table
          caption={title}
          heads={[
            labels,
            { number: images },
            { number: chosen },
            { number: text.disputed.unseen },
            words.rulings.link.column,
          ]}
        >
          {shown.map((row) => {
            const [a, b] = row.labels;
            return (
              <tr key={row.labels.join()}>
                <th scope="row">
                  <Link
                    what={text.images.ofImages.labels(nameOf(a), nameOf(b))}
                    onClick={() => onOpen({ kind: "labels", labels: row.labels })}
                  >
                    {nameOf(a)} – {nameOf(b)}
                  </Link>
                </th>
                <td className="number">{formatCount(row.images)}</td>
                <td className="number">{words.numbers.share(share(row.images, row.chosen), row.chosen)}</td>
                <td className="number">
                  <Never unseen={row.onlyUnseen} found={row.found} />
                </td>
                <td>
                  <RulingLink project={project} labels={row.labels} nameOf={nameOf} />
                </td>
              </tr>
            );
          })}
        </Table>
      )}
      {more}
      <Cut rows={rows.length} total={total} />
    </Panel>
  );
}

export function LabelsTogether({ report: { together, finalImages }, nameOf, onOpen }: Props) {
  const { rows, total } = together;
  const { shown, more } = useFirstRows(rows);
  const { title, none, first, second, n, share: shareName, reverse, lift } = text.together;
  return (
    <FoldedPanel title={title} text={text.together.text(finalImages)}>
      {rows.length === 0 ? (
        <p className={styles.text}>{none}</p>
      ) : (
        <Table
          caption={title}
          heads={[first, second, { number: shareName }, { number: reverse }, { number: lift }, { number: n }]}
        >
          {shown.map((row) => {
            const [a, b] = row.labels;
            return (
              <tr key={row.labels.join()}>
                <th scope="row">
                  <Link
                    what={text.images.ofImages.together(nameOf(a), nameOf(b))}
                    onClick={() => onOpen({ kind: "together", labels: row.labels })}
                  >
                    {nameOf(a)}
                  </Link>
                </th>
                <td>{nameOf(b)}</td>
                <td className="number">
                  {words.numbers.share(
                    formatPercent(row.shares[0], { total: row.imagesOfEach[0] }),
                    row.imagesOfEach[0],
                  )}
                </td>
                <td className="number">
                  {words.numbers.share(
                    formatPercent(row.shares[1], { total: row.imagesOfEach[1] }),
                    row.imagesOfEach[1],
                  )}
                </td>
                <td className="number">{row.lift.toFixed(1)}</td>
                <td className="number">{formatCount(row.images)}</td>
              </tr>
            );
          })}
        </Table>
      )}
      {more}
      <Cut rows={rows.length} total={total} />
    </FoldedPanel>
  );
}
