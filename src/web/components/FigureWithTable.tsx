import { useEffect, useRef, useState } from "react";
import { type Figure, formatCell, tableToCsv } from "../../charts/figureTable.ts";
import { words } from "../words/words.ts";
import styles from "./FigureWithTable.module.css";
import { countOf, formatCount } from "./formatCount.ts";
import { saveFile } from "./saveFile.ts";
import { svgToPicture } from "./svgToPicture.ts";
import { Table } from "./Table.tsx";

/** More rows would make a page slow; the CSV has them. */
const mostRows = 300;

/** A figure with what to see in it, its numbers folded beneath, and its files. */
export function FigureWithTable({ figure: { name, title, caption, svg, table } }: { figure: Figure }) {
  const place = useRef<HTMLElement>(null);
  const [failed, setFailed] = useState(false);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    place.current?.replaceChildren(svg);
  }, [svg]);

  const asText = () => new XMLSerializer().serializeToString(svg);
  const saveSvg = () => saveFile(`${name}.svg`, new Blob([asText()], { type: "image/svg+xml" }));
  const saveCsv = () => saveFile(`${name}.csv`, new Blob([tableToCsv(table)], { type: "text/csv" }));
  const savePng = async () => {
    try {
      saveFile(`${name}.png`, await svgToPicture(asText(), svg.viewBox.baseVal));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <section ref={place} className={styles.figure} aria-label={words.figures.aFigure(title)} tabIndex={0} />
      <p className={styles.caption}>{caption}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div className={styles.files} role="group" aria-label={words.figures.download(title)}>
        <button type="button" className={styles.file} onClick={saveSvg}>
          {words.figures.svg}
        </button>
        <button type="button" className={styles.file} onClick={savePng}>
          {words.figures.png}
        </button>
        <button type="button" className={styles.file} onClick={saveCsv}>
          {words.figures.csv}
        </button>
      </div>
      {failed && <p role="alert">{words.figures.noPng}</p>}
      <details className={styles.details} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{words.figures.table(countOf(table.rows.length, "row"))}</summary>
        {open && <Numbers title={title} table={table} />}
      </details>
    </>
  );
}

function Numbers({ title, table: { columns, rows } }: { title: string; table: Figure["table"] }) {
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
            {rows.slice(0, mostRows).map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows never move, and have nothing else that is theirs alone
              <tr key={at}>
                {columns.map((column, cell) => (
                  <td key={column.key} className={column.kind === "text" ? undefined : "number"}>
                    {formatCell(row[cell] ?? null, column)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      {rows.length > mostRows && (
        <p className={styles.caption}>
          {words.figures.first(formatCount(mostRows), formatCount(rows.length))}
        </p>
      )}
    </>
  );
}
