import { Link } from "@tanstack/react-router";
import { type ExportFormat, exportFormats, exportPath, type Release } from "../../../contract/release.ts";
import { CopyButton } from "../../components/CopyButton.tsx";
import { countOf, formatCount } from "../../components/formatCount.ts";
import { formatTime } from "../../components/formatTime.ts";
import { words } from "../../words/words.ts";
import { ProtocolTable } from "./ProtocolTable.tsx";
import styles from "./ReleaseCard.module.css";

const formatNames: Record<ExportFormat, string> = {
  multilabelfy: "Multilabelfy JSON",
  real: "ReaL JSON",
  csv: "CSV",
  votes: "Votes CSV",
  review: "Review CSV",
  guideline: "Guideline",
};

/** One frozen label version. */
export function ReleaseCard({ release, project }: { release: Release; project: string }) {
  const heading = `release-${release.id}`;
  return (
    <article className={styles.card} aria-labelledby={heading}>
      <header className={styles.header}>
        <h2 id={heading}>
          <span className={styles.number}>{release.number}</span> {release.name}
        </h2>
        <span className={styles.dim}>
          <time dateTime={release.at}>{formatTime(release.at)}</time>, by {release.by}
        </span>
      </header>
      <dl className={styles.counts}>
        {countsOf(release).map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {release.pending > 0 && (
        <p className={styles.left}>{countOf(release.pending, "image")} left out: not finished at the time.</p>
      )}
      <ul className={styles.downloads} aria-label={`Download release ${release.number}`}>
        {exportFormats.map((format) => (
          <li key={format}>
            <a href={exportPath(release.id, format)} download>
              {formatNames[format]}
            </a>
          </li>
        ))}
      </ul>
      <p className={styles.evaluation}>
        <Link to="/p/$project/models" params={{ project }} search={{ by: String(release.number) }}>
          {words.releaseDiff.evaluation}
        </Link>
      </p>
      <div className={styles.hash}>
        <span className={styles.dim}>SHA-256</span>
        <code title={release.sha256}>{release.sha256.slice(0, 12)}…</code>
        <CopyButton text={release.sha256} what="the SHA-256" />
      </div>
      <details className={styles.protocol}>
        <summary>How these labels came to be</summary>
        <ProtocolTable protocol={release.protocol} />
      </details>
    </article>
  );
}

const countsOf = ({ images, labels, agreed, refined, noLabel }: Release): [string, number][] => [
  ["Images", images],
  ["Labels", labels],
  ["Agreed", agreed],
  ["Refined", refined],
  ["No label", noLabel],
];
