import { useState } from "react";
import { words } from "../words/words.ts";
import styles from "./FigureDownloads.module.css";
import { toCsv, toPng, toSvgFile } from "./figureFiles.ts";

interface Props {
  /** Of the files, without ending. */
  name: string;
  /** Draws the figure when it is asked for. */
  draw: () => SVGSVGElement;
  /** The figure's numbers, with a header. */
  rows: readonly (readonly (string | number | null)[])[];
}

const text = words.agreement.downloads;

/** A figure as a picture to scale, as pixels, and as numbers. */
export function FigureDownloads({ name, draw, rows }: Props) {
  const [isMaking, setIsMaking] = useState(false);
  const save = async (ending: string, make: () => Blob | Promise<Blob>) => {
    setIsMaking(true);
    try {
      const address = URL.createObjectURL(await make());
      const link = document.createElement("a");
      link.href = address;
      link.download = `${name}.${ending}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    } finally {
      setIsMaking(false);
    }
  };
  return (
    <p className={styles.downloads}>
      <span className={styles.name}>{text.name}</span>
      <button type="button" onClick={() => save("svg", () => toSvgFile(draw()))}>
        {text.svg}
      </button>
      <button type="button" disabled={isMaking} onClick={() => save("png", () => toPng(draw()))}>
        {text.png}
      </button>
      <button type="button" onClick={() => save("csv", () => toCsv(rows))}>
        {text.csv}
      </button>
    </p>
  );
}
