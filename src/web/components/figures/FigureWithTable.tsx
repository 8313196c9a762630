import { type MouseEvent, useEffect, useRef, useState } from "react";
import { type Figure, formatCell } from "../../../charts/figureTable.ts";
import { words } from "../../words/words.ts";
import { TextButton } from "../buttons/TextButton.tsx";
import { countOf, formatCount } from "../format/formatCount.ts";
import { Table } from "../Table.tsx";
import { FigureFiles } from "./FigureFiles.tsx";
import styles from "./FigureWithTable.module.css";

/** More rows would make a page slow; the CSV has them. */
const maxRows = 300;

/** Where a row of a figure's table leads, from the figure or from the table. */
export interface RowLink {
  /** What the images have in common: "with 2 valid labels". */
  what: string;
  /** The cell that becomes the link. */
  column: number;
  onOpen: () => void;
}

interface Props {
  figure: Figure;
  linkOf?: (row: number) => RowLink | null;
}

/** A figure with its caption, its numbers folded below, and its files. */
export function FigureWithTable({ figure, linkOf }: Props) {
  const { title, caption, svg, table, parts = [] } = figure;
  const place = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  const isLinked = linkOf !== undefined;
  useEffect(() => {
    place.current?.replaceChildren(svg);
    if (!isLinked) return;
    for (const [row, some] of parts.entries()) {
      for (const part of some) part.setAttribute("data-row", String(row));
    }
  }, [svg, parts, isLinked]);

  const openPart = ({ target }: MouseEvent) => {
    const part = (target as Element).closest<SVGElement>("[data-row]");
    if (part) linkOf?.(Number(part.dataset.row))?.onOpen();
  };
  return (
    <>
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      {/* biome-ignore-start lint/a11y/useKeyWithClickEvents: the table beneath has the same links */}
      <section
        ref={place}
        className={styles.figure}
        aria-label={words.figures.aFigure(title)}
        tabIndex={0}
        onClick={openPart}
      />
      {/* biome-ignore-end lint/a11y/useKeyWithClickEvents: the table beneath has the same links */}
      {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <p className={styles.caption}>{caption}</p>
      <FigureFiles figure={figure} />
      <details className={styles.details} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{words.figures.table(countOf(table.rows.length, "row"))}</summary>
        {open && <Numbers title={title} table={table} linkOf={linkOf} />}
      </details>
    </>
  );
}

interface NumbersProps {
  title: string;
  table: Figure["table"];
  linkOf: Props["linkOf"] | undefined;
}

function Numbers({ title, table: { columns, rows }, linkOf }: NumbersProps) {
  return (
    <>
      <div className={styles.numbers}>
        <Table caption={title}>
          <thead>
            <tr>
              {columns.map(({ key, head, kind }) => (
                <th key={key} scope="col" className={kind === "text" ? undefined : "number"}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, maxRows).map((row, at) => {
              const link = linkOf?.(at);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows never move, and have nothing else that is theirs alone
                <tr key={at}>
                  {columns.map((column, cell) => {
                    const written = formatCell(row[cell] ?? null, column);
                    return (
                      <td key={column.key} className={column.kind === "text" ? undefined : "number"}>
                        {link?.column === cell ? (
                          <TextButton title={words.figures.show(link.what)} onClick={link.onOpen}>
                            {written}
                          </TextButton>
                        ) : (
                          written
                        )}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </Table>
      </div>
      {rows.length > maxRows && (
        <p className={styles.caption}>
          {words.figures.first(formatCount(maxRows), formatCount(rows.length))}
        </p>
      )}
    </>
  );
}
