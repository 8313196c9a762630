import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { z } from "zod";
import type { getMyWork } from "../../../contract/tasks/work.ts";
import { labelSpaceQuery } from "../../client/labelSpace.ts";
import { formatRecent } from "../../components/format/formatTime.ts";
import { Thumbnail } from "../../components/Thumbnail.tsx";
import { words } from "../../words/words.ts";
import styles from "./RecentWork.module.css";

const texts = words.work.recent;

type Recent = z.output<typeof getMyWork.reply>["recent"][number];

/** The last images, so that a slip noticed late is one click away. */
export function RecentWork({ recent, project }: { recent: Recent[]; project: string }) {
  const { data: labelSpace } = useQuery(labelSpaceQuery(project));
  const nameOf = (label: number) => labelSpace?.byIndex.get(label)?.name ?? words.labelSpace.unknown(label);
  return (
    <section className={styles.section} aria-labelledby="recent">
      <h2 id="recent">{texts.title}</h2>
      <ul className={styles.images}>
        {recent.map((image) => (
          <li key={image.assignment}>
            <Link
              to={`/p/$project/${image.stage}`}
              params={{ project }}
              search={{ assignment: image.assignment }}
              className={styles.image}
            >
              <Thumbnail src={image.thumbnailUrl} alt="" loading="lazy" />
              <span className={styles.labels}>{labelWords(image, nameOf)}</span>
              <span className={styles.state}>
                {stateWords(image)} <time dateTime={image.at}>{formatRecent(image.at)}</time>
              </span>
              {image.flag !== null && <span className={styles.flag}>{texts.flagged(image.flag)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function labelWords({ labels, noneOfThese }: Recent, nameOf: (label: number) => string): string {
  if (noneOfThese) return texts.noneOfThese;
  return labels.length === 0 ? texts.noLabel : labels.map(nameOf).join(", ");
}

function stateWords({ state, locked }: Recent): string {
  if (state === "open") return texts.states.open;
  if (state === "skipped") return texts.states.skipped;
  if (state === "blocked") return texts.states.blocked;
  return locked ? texts.states.final : texts.states.submitted;
}
