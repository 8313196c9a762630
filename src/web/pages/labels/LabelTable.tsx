import { Link } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import type { LabelCounts } from "../../../contract/labels/label.ts";
import type { NotedLabel } from "../../../contract/labels/labelSpace.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { words } from "../../words/words.ts";
import styles from "./LabelTable.module.css";

const { columns } = words.labels;
const numbers = ["final", "disputed", "proposed", "exemplars"] as const;
/** Pixels, as in the style. */
const rowHeight = 58;

interface Props {
  project: string;
  labels: readonly NotedLabel[];
  counts: LabelCounts;
}

/** A row per label; of thousands, only those near the visible part are rendered. */
export function LabelTable({ project, labels, counts }: Props) {
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setTop((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);
  const rows = useWindowVirtualizer({
    count: labels.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: top,
  });
  return (
    // A grid of blocks, because absolutely placed rows make no HTML table.
    // biome-ignore-start lint/a11y: the roles of a table, whose rows are made as they are scrolled to.
    <div
      role="table"
      aria-label={words.labels.title}
      aria-rowcount={labels.length + 1}
      className={styles.table}
    >
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={styles.head}>
          <span role="columnheader">{columns.label}</span>
          {numbers.map((name) => (
            <span key={name} role="columnheader" className={styles.number}>
              {columns[name]}
            </span>
          ))}
        </div>
      </div>
      <div ref={body} role="rowgroup" className={styles.body} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index: at, start }) => {
          const { index, name, synonyms, definition, note, fate } = labels[at]!;
          return (
            <div
              key={index}
              role="row"
              aria-rowindex={at + 2}
              className={styles.row}
              style={{ transform: `translateY(${start - top}px)` }}
            >
              <span role="rowheader" className={styles.label}>
                <Link
                  to="/p/$project/labels/$label"
                  params={{ project, label: String(index) }}
                  className={styles.name}
                >
                  {name}
                </Link>
                {fate && <span className={styles.synonyms}> ({words.labelChanges.marks[fate]})</span>}
                {synonyms.length > 0 && <span className={styles.synonyms}> {synonyms.join(", ")}</span>}
                <span className={styles.definition}>
                  {note && <b>{words.labels.note.mark} </b>}
                  {note ?? definition}
                </span>
              </span>
              {numbers.map((kind) => {
                const count = counts[kind][index] ?? 0;
                return (
                  <span
                    key={kind}
                    role="cell"
                    className={count === 0 ? styles.zero : styles.number}
                    data-name={columns[kind]}
                  >
                    {formatCount(count)}
                  </span>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
    // biome-ignore-end lint/a11y: as above.
  );
}
