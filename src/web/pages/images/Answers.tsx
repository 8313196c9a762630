import type { ImageAnswer, ImageView } from "../../../contract/images/imagePage.ts";
import { formatDuration } from "../../components/format/formatDuration.ts";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./ImagePage.module.css";

const texts = words.images.page.answers;

interface Props {
  image: ImageView;
  nameOf(label: number): string;
}

/** Who answered what: labels down, people across. */
export function Answers({ image, nameOf }: Props) {
  const { answers, originals, labels: final } = image;
  if (answers.length === 0) return <p className={styles.text}>{texts.none}</p>;
  const { named, others } = labelsOf(image);
  const score = (label: number) => image.proposals.find((proposal) => proposal.label === label)?.score;
  const found = (label: number) => !image.proposals.some((proposal) => proposal.label === label);
  const rows = (labels: readonly number[]) =>
    labels.map((label) => (
      <tr key={label}>
        <th scope="row">
          {nameOf(label)}
          {originals.includes(label) && <span className={styles.tag}>{texts.isOriginal}</span>}
          {found(label) && !originals.includes(label) && <span className={styles.tag}>{texts.found}</span>}
        </th>
        <td className="number dim">{formatScore(score(label))}</td>
        {answers.map((answer) => (
          <td key={answer.assignment}>
            <Said answer={answer} label={label} />
          </td>
        ))}
        <td>{final?.includes(label) ? <strong className={styles.yes}>✓ {texts.yes}</strong> : ""}</td>
      </tr>
    ));
  const head = (
    <thead>
      <tr>
        <th scope="col">{texts.label}</th>
        <th scope="col" className="number">
          {texts.score}
        </th>
        {answers.map((answer) => (
          <th key={answer.assignment} scope="col">
            <span className={styles.person}>{answer.person.name}</span>
            {stateWords(answer)}
          </th>
        ))}
        <th scope="col">{texts.final}</th>
      </tr>
    </thead>
  );
  return (
    <>
      <Table caption={texts.caption}>
        {head}
        <tbody>{rows(named)}</tbody>
      </Table>
      <Remarks answers={answers} nameOf={nameOf} />
      {others.length > 0 && (
        <details className={styles.others}>
          <summary>{texts.others(others.length)}</summary>
          <Table caption={texts.others(others.length)}>
            {head}
            <tbody>{rows(others)}</tbody>
          </Table>
        </details>
      )}
    </>
  );
}

/** Labels that somebody chose or that the image has or had, and the remaining proposals. */
function labelsOf({ proposals, answers, originals, labels }: ImageView) {
  const chosen = answers.flatMap(({ decisions }) =>
    decisions.filter(({ answer }) => answer !== "no").map(({ label }) => label),
  );
  const telling = new Set([...originals, ...(labels ?? []), ...chosen]);
  const ranked = proposals.map(({ label }) => label);
  return {
    named: [...new Set([...ranked.filter((label) => telling.has(label)), ...telling])],
    others: ranked.filter((label) => !telling.has(label)),
  };
}

function Said({ answer: { decisions, state }, label }: { answer: ImageAnswer; label: number }) {
  const { answer: said, main } = decisions.find((decision) => decision.label === label) ?? {};
  if (main) return <span className={styles.yes}>★ {texts.main}</span>;
  if (said === "yes") return <span className={styles.yes}>✓ {texts.yes}</span>;
  if (said === "unsure") return <span className={styles.unsure}>? {texts.unsure}</span>;
  if (said === "no") return <span>{texts.no}</span>;
  return <span className="dim">{state === "submitted" ? texts.notShown : "–"}</span>;
}

const stateWords = ({ stage, state, extra, blank, activeMs }: ImageAnswer) =>
  [
    `${words.roles.stages[stage]}, ${texts.states[state]}`,
    ...(extra ? [texts.extra] : []),
    ...(blank ? [texts.blank] : []),
    ...(activeMs > 0 ? [formatDuration(activeMs)] : []),
  ].join(", ");

const formatScore = (score: number | null | undefined) => (score == null ? "" : score.toFixed(2));

/** What people wrote. */
function Remarks({ answers, nameOf }: { answers: readonly ImageAnswer[]; nameOf(label: number): string }) {
  const remarks = answers.flatMap(({ assignment, person, comment, flag, skipReason, decisions }) => [
    ...(comment ? [{ id: `${assignment} c`, who: person.name, what: texts.comment, text: comment }] : []),
    ...(flag ? [{ id: `${assignment} f`, who: person.name, what: texts.flag, text: flag }] : []),
    ...(skipReason ? [{ id: `${assignment} s`, who: person.name, what: texts.skip, text: skipReason }] : []),
    ...decisions.flatMap(({ label, reason }) =>
      reason ? [{ id: `${assignment} ${label}`, who: person.name, what: nameOf(label), text: reason }] : [],
    ),
  ]);
  if (remarks.length === 0) return null;
  return (
    <ul className={styles.remarks}>
      {remarks.map(({ id, who, what, text }) => (
        <li key={id}>
          <strong>{who}</strong> <span className={styles.text}>{what}:</span> {text}
        </li>
      ))}
    </ul>
  );
}
