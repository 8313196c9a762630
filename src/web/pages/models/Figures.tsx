import { useEffect, useMemo, useRef } from "react";
import { type ComparisonFigure, drawFigures } from "../../../charts/drawFigures.ts";
import type { ModelComparison } from "../../../core/makeComparison.ts";
import { Panel } from "../../components/Panel.tsx";
import styles from "./ModelsPage.module.css";

export function Figures({ comparison }: { comparison: ModelComparison }) {
  const figures = useMemo(() => drawFigures(comparison, { document, width: 820 }), [comparison]);
  return (
    <div className={styles.figures}>
      {figures.map((figure) => (
        <Figure key={figure.name} figure={figure} />
      ))}
    </div>
  );
}

function Figure({ figure: { name, title, caption, svg } }: { figure: ComparisonFigure }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    place.current?.replaceChildren(svg);
  }, [svg]);
  return (
    <Panel title={title}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <section ref={place} className={styles.figure} aria-label={`${title}, a figure`} tabIndex={0} />
      <p className={styles.text}>{caption}</p>
      <p className={styles.text}>
        <a href={toAddress(svg)} download={`${name}.svg`}>
          Download as SVG
        </a>
      </p>
    </Panel>
  );
}

const toAddress = (svg: SVGSVGElement) =>
  `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
