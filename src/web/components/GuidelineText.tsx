import Markdown, { type Components } from "react-markdown";
import styles from "./GuidelineText.module.css";

/** The text stands below a page's own heading: its headings begin one level further down. */
const components: Components = {
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

/** The guideline's Markdown; HTML inside it is shown as text. */
export const GuidelineText = ({ markdown }: { markdown: string }) => (
  <div className={styles.text}>
    <Markdown components={components}>{markdown}</Markdown>
  </div>
);
