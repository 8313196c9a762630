import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { z } from "zod";
import type { getMyWork } from "../../../contract/work.ts";
import { labelSpaceQuery } from "../../client/labelSpace.ts";
import { formatRecent } from "../../components/formatTime.ts";
import styles from "./RecentWork.module.css";

type Recent = z.output<typeof getMyWork.reply>["recent"][number];

/** The last images, so that a slip noticed late is one click away. */
export function RecentWork({ recent, project }: { recent: Recent[]; project: string }) {
  const { data: labelSpace } = useQuery(labelSpaceQuery(project));
  const nameOf = (label: number) => labelSpace?.byIndex.get(label)?.name ?? `label ${label}`;
  return (
    <section className={styles.section} aria-labelledby="recent">
      <h2 id="recent">My last images</h2>
      <ul className={styles.images}>
        {recent.map((image) => (
          <li key={image.assignment}>
            <Link
              to={`/p/$project/${image.stage}`}
              params={{ project }}
              search={{ assignment: image.assignment }}
              className={styles.image}
            >
              <img src={image.thumbnailUrl} alt="" loading="lazy" />
              <span className={styles.labels}>{labelWords(image, nameOf)}</span>
              <span className={styles.state}>
                {stateWords(image)} <time dateTime={image.at}>{formatRecent(image.at)}</time>
              </span>
              {image.flag !== null && <span className={styles.flag}>Flagged: {image.flag}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function labelWords({ labels, noneOfThese }: Recent, nameOf: (label: number) => string): string {
  if (noneOfThese) return "None of these";
  return labels.length === 0 ? "No label chosen" : labels.map(nameOf).join(", ");
}

function stateWords({ state, locked }: Recent): string {
  if (state === "open") return "Draft,";
  if (state === "skipped") return "Put off,";
  if (state === "blocked") return "With the lead,";
  return locked ? "Final," : "Submitted,";
}
