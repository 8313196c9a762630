import { words } from "../../words/words.ts";
import { diffLines, type LineChange } from "./diffLines.ts";
import styles from "./GuidelineChanges.module.css";
import { GuidelineText } from "./GuidelineText.tsx";

const w = words.guideline.changes;

interface Props {
  project: string;
  before: string;
  after: string;
}

/** What changed between two versions of a guideline: only the lines that differ, each below its heading. */
export function GuidelineChanges({ project, before, after }: Props) {
  const parts = changedParts(diffLines(before, after));
  if (parts.length === 0) return <p className={styles.none}>{w.none}</p>;
  return (
    <div className={styles.changes}>
      {parts.map(({ key, heading, kind, text }) => (
        <div key={key} className={styles.part}>
          {heading && <h3 className={styles.heading}>{heading}</h3>}
          <div className={styles[kind]}>
            <span className={styles.kind}>{w[kind]}</span>
            {kind === "added" ? (
              <ins className={styles.text}>
                <GuidelineText project={project} markdown={text} />
              </ins>
            ) : (
              <del className={styles.text}>
                <GuidelineText project={project} markdown={text} />
              </del>
            )}
          </div>
        </div>
      ))}
    </div>
  );
}

interface Part {
  key: number;
  /** The section's heading, on its first change only. */
  heading: string | null;
  kind: "added" | "removed";
  text: string;
}

/** Joins adjacent lines of the same kind, with the heading of their section. */
function changedParts(changes: readonly LineChange[]): Part[] {
  const parts: Part[] = [];
  let heading: string | null = null;
  let last: LineChange["kind"] = "same";
  for (const [key, { kind, text }] of changes.entries()) {
    const [, title] = /^#{1,6}\s(.+)$/.exec(text) ?? [];
    if (title && kind === "same") heading = title.trim();
    if (kind === "same") {
      last = kind;
      continue;
    }
    const open = parts.at(-1);
    if (open && last === kind) open.text += `\n${text}`;
    else if (text.trim() !== "") {
      parts.push({ key, heading: text.startsWith("#") ? null : heading, kind, text });
      heading = null;
    } else continue;
    last = kind;
  }
  return parts;
}
