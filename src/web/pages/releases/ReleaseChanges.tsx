import type { ReactNode } from "react";
import type { ReleaseDiff } from "../../../contract/releases/releaseDiff.ts";
import { formatPercent } from "../../../core/percent.ts";
import { TextButton } from "../../components/buttons/TextButton.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./CompareReleases.module.css";

const text = words.releaseDiff;
const maxLabels = 50;

interface Props {
  diff: ReleaseDiff;
  nameOf: (label: number) => string;
  onOpen: (list: string, what: string) => void;
}

const rows = ["images", "agreed", "refined", "ruled", "none", "one", "two", "more"] as const;

/** First how the two were made differently: they are different instruments before they are different numbers. */
export function ReleaseChanges({ diff, nameOf, onOpen }: Props) {
  const { base, release } = diff;
  const names = [text.option(base.number, base.name), text.option(release.number, release.name)] as const;
  const onlyIn = (["only-in-base", "only-in-release"] as const).map((list) => ({
    list,
    count: list === "only-in-base" ? diff.onlyInBase : diff.onlyInRelease,
    words: (list === "only-in-base" ? text.onlyInBase : text.onlyInRelease)(
      list === "only-in-base" ? diff.onlyInBase : diff.onlyInRelease,
    ),
  }));
  return (
    <>
      <section className={styles.part}>
        <h3>{text.protocol}</h3>
        {diff.protocol.length === 0 ? (
          <p className={styles.text}>{text.sameProtocol}</p>
        ) : (
          <TwoColumns caption={text.protocol} first={text.what} names={names}>
            {diff.protocol.map((row) => (
              <tr key={row.path}>
                <th scope="row">{row.name}</th>
                <td className={styles.value}>{row.base || text.nothingSaid}</td>
                <td className={styles.value}>{row.release || text.nothingSaid}</td>
              </tr>
            ))}
          </TwoColumns>
        )}
      </section>
      <section className={styles.part}>
        <h3>{text.summary}</h3>
        <TwoColumns caption={text.summary} first="" names={names} isNumbers>
          {rows
            .filter((row) => row !== "ruled" || base.ruled + release.ruled > 0)
            .map((row) => (
              <tr key={row}>
                <th scope="row">{text.rows[row]}</th>
                <td className="number">{formatCount(base[row])}</td>
                <td className="number">{formatCount(release[row])}</td>
              </tr>
            ))}
          <tr>
            <th scope="row">{text.rows.multi}</th>
            {[base, release].map(({ id, multi }) => (
              <td key={id} className="number">
                {multi === null ? "–" : formatPercent(multi)}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{text.rows.mean}</th>
            {[base, release].map(({ id, mean }) => (
              <td key={id} className="number">
                {mean === null ? "–" : mean.toFixed(3)}
              </td>
            ))}
          </tr>
        </TwoColumns>
      </section>
      <section className={styles.part}>
        <h3>{text.byLabel}</h3>
        <p className={styles.text}>
          {text.changed(diff.changed, diff.inBoth)} {text.counts(diff.gained, diff.lost)}{" "}
          {diff.changed > 0 && (
            <TextButton onClick={() => onOpen("changed", text.lists.changed)}>{text.showChanged}</TextButton>
          )}
        </p>
        {onlyIn
          .filter(({ count }) => count > 0)
          .map(({ list, words }) => (
            <p key={list} className={styles.text}>
              <TextButton onClick={() => onOpen(list, text.lists[list])}>{words}</TextButton>
            </p>
          ))}
        {diff.byLabel.length === 0 ? (
          <p className={styles.text}>{text.allSame}</p>
        ) : (
          <ByLabel diff={diff} nameOf={nameOf} onOpen={onOpen} />
        )}
      </section>
    </>
  );
}

function ByLabel({ diff: { byLabel }, nameOf, onOpen }: Props) {
  const shown = byLabel.slice(0, maxLabels);
  return (
    <>
      <Table caption={text.byLabel}>
        <thead>
          <tr>
            <th scope="col">{text.label}</th>
            {(["gained", "lost", "inBase", "inRelease"] as const).map((column) => (
              <th key={column} scope="col" className="number">
                {text[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ label, gained, lost, inBase, inRelease }) => (
            <tr key={label}>
              <th scope="row">
                <TextButton onClick={() => onOpen(`label:${label}`, text.lists.label(nameOf(label)))}>
                  {nameOf(label)}
                </TextButton>
              </th>
              <td className="number">{formatCount(gained)}</td>
              <td className="number">{formatCount(lost)}</td>
              <td className="number">{formatCount(inBase)}</td>
              <td className="number">{formatCount(inRelease)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {byLabel.length > shown.length && (
        <p className={styles.text}>{text.first(shown.length, byLabel.length)}</p>
      )}
    </>
  );
}

const TwoColumns = ({
  caption,
  first,
  names,
  isNumbers = false,
  children,
}: {
  caption: string;
  first: string;
  names: readonly [string, string];
  isNumbers?: boolean;
  children: ReactNode;
}) => (
  <Table caption={caption}>
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {names.map((name) => (
          <th key={name} scope="col" className={isNumbers ? "number" : ""}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </Table>
);
