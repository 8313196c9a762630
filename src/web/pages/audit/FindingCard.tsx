import { Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { AuditedFinding } from "../../../contract/audit.ts";
import { TextButton } from "../../components/buttons/TextButton.tsx";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { words } from "../../words/words.ts";
import styles from "./AuditPage.module.css";

const texts = words.audit;

interface Props {
  project: string;
  finding: AuditedFinding;
  nameOf(label: number): string;
  isChosen: boolean;
  onToggle(): void;
  /** Shows the most similar images. */
  onSimilar(): void;
}

/** A finding: its image, or both of a pair, with the labels and the reason. */
export function FindingCard({ project, finding, nameOf, isChosen, onToggle, onSimilar }: Props) {
  const { place, image, other, given, suggested, reason, votes, verdict } = finding;
  const names = (labels: readonly number[]) =>
    labels.length === 0 ? texts.noLabel : labels.map(nameOf).join(", ");
  return (
    <li className={styles.card} {...(isChosen && { "data-chosen": true })}>
      <div className={styles.pictures}>
        {[image, other].map(
          (one) =>
            one && (
              <Link
                key={one.id}
                to="/p/$project/images/$image"
                params={{ project, image: one.id }}
                aria-label={texts.open(one.key)}
              >
                <Thumbnail
                  src={one.thumbnailUrl}
                  alt=""
                  loading="lazy"
                  onLoad={({ currentTarget }) => {
                    if (currentTarget.naturalWidth < 128) currentTarget.dataset.small = "";
                  }}
                />
              </Link>
            ),
        )}
      </div>
      <div className={styles.text}>
        <Checkbox
          checked={isChosen}
          onChange={onToggle}
          aria-label={texts.choose(place, image.key)}
          label={<span className={styles.place}>{place}</span>}
        />
        <span className={styles.key} title={other ? `${image.key}, ${other.key}` : image.key}>
          {image.key}
          {other && `, ${other.key}`}
        </span>
        <span className={styles.labels}>
          {texts.given}: {names(given)}
        </span>
        {suggested.length > 0 && (
          <span className={styles.labels}>
            {other ? other.key : texts.suggested}: {names(suggested)}
          </span>
        )}
        <span className={styles.dim}>{reason}</span>
        {votes[1] > 1 && <span className={styles.dim}>{texts.votes(...votes)}</span>}
        <span>
          <TextButton onClick={onSimilar}>
            {texts.similar}
            <span className="visuallyHidden"> {texts.of(image.key)}</span>
          </TextButton>
        </span>
        {verdict && (
          <span className={styles.verdict} data-verdict={verdict}>
            {texts.verdicts[verdict]}
          </span>
        )}
      </div>
    </li>
  );
}
