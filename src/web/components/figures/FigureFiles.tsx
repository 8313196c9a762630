import { useState } from "react";
import { type Figure, tableToCsv } from "../../../charts/figureTable.ts";
import { words } from "../../words/words.ts";
import styles from "./FigureWithTable.module.css";
import { saveFile } from "./saveFile.ts";
import { svgToPicture } from "./svgToPicture.ts";

/** Downloads of a figure: as a scalable picture, as pixels, and its numbers. */
export function FigureFiles({ figure: { name, title, svg, table } }: { figure: Figure }) {
  const [failed, setFailed] = useState(false);
  const asText = () => {
    const copy = svg.cloneNode(true) as SVGSVGElement;
    // Only this page needs these.
    for (const part of copy.querySelectorAll("[data-row]")) part.removeAttribute("data-row");
    return new XMLSerializer().serializeToString(copy);
  };
  const saveSvg = () => saveFile(`${name}.svg`, new Blob([asText()], { type: "image/svg+xml" }));
  const saveCsv = (spreadsheet: boolean) =>
    saveFile(`${name}.csv`, new Blob([tableToCsv(table, { spreadsheet })], { type: "text/csv" }));
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
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div className={styles.files} role="group" aria-label={words.figures.download(title)}>
        <button type="button" className={styles.file} onClick={saveSvg}>
          {words.figures.svg}
        </button>
        <button type="button" className={styles.file} onClick={savePng}>
          {words.figures.png}
        </button>
        <button type="button" className={styles.file} onClick={() => saveCsv(false)}>
          {words.figures.csv}
        </button>
        <button
          type="button"
          className={styles.file}
          title={words.figures.spreadsheetMeans}
          onClick={() => saveCsv(true)}
        >
          {words.figures.spreadsheet}
        </button>
      </div>
      {failed && <p role="alert">{words.figures.noPng}</p>}
    </>
  );
}
