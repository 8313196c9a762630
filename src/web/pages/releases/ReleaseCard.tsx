import { Link } from "@tanstack/react-router";
import { useState } from "react";
import {
  type ExportFormat,
  exportFormats,
  exportPath,
  type Release,
} from "../../../contract/releases/release.ts";
import { describeMethods } from "../../../core/releases/describeMethods.ts";
import { CopyButton } from "../../components/buttons/CopyButton.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { formatTime } from "../../components/format/formatTime.ts";
import { words } from "../../words/words.ts";
import { AuditBounds } from "./AuditBounds.tsx";
import { DrawAudit } from "./DrawAudit.tsx";
import { ProtocolTable } from "./ProtocolTable.tsx";
import styles from "./ReleaseCard.module.css";

const texts = words.releases;

/** One frozen label version. */
export function ReleaseCard({ release, project }: { release: Release; project: string }) {
  const [spreadsheet, setSpreadsheet] = useState(false);
  const [images, setImages] = useState(false);
  const heading = `release-${release.id}`;
  return (
    <article className={styles.card} aria-labelledby={heading}>
      <header className={styles.header}>
        <h2 id={heading}>
          <span className={styles.number}>{release.number}</span> {release.name}
        </h2>
        <span className={styles.dim}>
          <time dateTime={release.at}>{formatTime(release.at)}</time>
          {texts.by(release.by)}
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
      {release.pending > 0 && <p className={styles.left}>{texts.leftOut(release.pending)}</p>}
      {release.audit ? (
        <AuditBounds audit={release.audit} />
      ) : (
        <DrawAudit project={project} number={release.number} />
      )}
      <section className={styles.downloads} aria-label={texts.download(release.number)}>
        {(Object.keys(texts.groups) as Group[]).map((group) => (
          <div key={group} className={styles.group}>
            <h3 id={`${heading}-${group}`}>{texts.groups[group]}</h3>
            <ul aria-labelledby={`${heading}-${group}`}>
              {formatsOf(release, group).map((format) => (
                <li key={format}>
                  <a href={exportPath(release.id, format, { spreadsheet, images })} download>
                    {texts.formats[format]}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </section>
      <label className={styles.spreadsheet}>
        <input
          type="checkbox"
          checked={spreadsheet}
          onChange={({ currentTarget }) => setSpreadsheet(currentTarget.checked)}
        />
        <span>
          {words.figures.spreadsheet} <small className={styles.dim}>{words.figures.spreadsheetMeans}</small>
        </span>
      </label>
      <label className={styles.spreadsheet}>
        <input
          type="checkbox"
          checked={images}
          onChange={({ currentTarget }) => setImages(currentTarget.checked)}
        />
        <span>
          {texts.withImages} <small className={styles.dim}>{texts.withImagesMeans}</small>
        </span>
      </label>
      <p className={styles.evaluation}>
        <Link to="/p/$project/models" params={{ project }} search={{ by: String(release.number) }}>
          {words.releaseDiff.evaluation}
        </Link>
      </p>
      <div className={styles.hash}>
        <span className={styles.dim}>{texts.hash}</span>
        <code title={release.sha256}>{release.sha256.slice(0, 12)}…</code>
        <CopyButton text={release.sha256} what={texts.theHash} />
      </div>
      <details className={styles.protocol}>
        <summary>{texts.protocol.title}</summary>
        <Methods release={release} />
        <ProtocolTable protocol={release.protocol} />
      </details>
    </article>
  );
}

/** Text for a methods section, to be copied; the table below has every setting. */
function Methods({ release }: { release: Release }) {
  const sentences = describeMethods(release);
  return (
    <div className={styles.methods}>
      <p className={styles.sentences}>{sentences.join(" ")}</p>
      <div className={styles.copy}>
        <CopyButton text={sentences.join(" ")} what={texts.protocol.sentences} />
        <span className={styles.dim}>{texts.protocol.sentencesHint}</span>
      </div>
    </div>
  );
}

const countsOf = ({ images, labels, agreed, refined, ruled, noLabel }: Release): [string, number][] => [
  [texts.counts.images, images],
  [texts.counts.labels, labels],
  [texts.counts.agreed, agreed],
  [texts.counts.refined, refined],
  ...(ruled > 0 ? [[texts.counts.ruled, ruled] as [string, number]] : []),
  [texts.counts.noLabel, noLabel],
];

type Group = keyof typeof texts.groups;

/** The content of each file. */
const groupOf: Record<ExportFormat, Group> = {
  multilabelfy: "labels",
  real: "labels",
  csv: "labels",
  "csv-sets": "labels",
  "csv-wide": "labels",
  jsonl: "labels",
  parquet: "labels",
  coco: "tools",
  fiftyone: "tools",
  "label-studio": "tools",
  "hugging-face": "tools",
  "hugging-face-parquet": "tools",
  webdataset: "tools",
  card: "about",
  citation: "about",
  croissant: "tools",
  votes: "answers",
  answers: "answers",
  "answers-parquet": "answers",
  review: "answers",
  objects: "answers",
  relabel: "tools",
  guideline: "about",
};

/** Objects are offered if people had marked some; maps only by the command, which can ask whose. */
const formatsOf = ({ protocol }: Release, group: Group) =>
  exportFormats.filter(
    (format) =>
      groupOf[format] === group &&
      format !== "relabel" &&
      (format !== "objects" || protocol.objects !== undefined),
  );
