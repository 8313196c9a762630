import { useMemo } from "react";
import Markdown, { type Components } from "react-markdown";
import { guidelinePictureUrl } from "../../../contract/guideline/guideline.ts";
import styles from "./GuidelineText.module.css";

/** The text is below a page's own heading, so its headings begin one level lower. */
const headings: Components = {
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h6>{children}</h6>,
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  ),
};

/** A guideline's Markdown; HTML in it is shown as text, pictures from elsewhere as their alternative text. */
export function GuidelineText({ project, markdown }: { project: string; markdown: string }) {
  const components = useMemo<Components>(
    () => ({
      ...headings,
      img({ src, alt = "" }) {
        const url = guidelinePictureUrl(project, String(src ?? ""));
        return url ? <img src={url} alt={alt} loading="lazy" /> : <em>{alt}</em>;
      },
    }),
    [project],
  );
  return (
    <div className={styles.text}>
      <Markdown components={components}>{markdown}</Markdown>
    </div>
  );
}
