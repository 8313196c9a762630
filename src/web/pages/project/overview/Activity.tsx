import type { Overview } from "../../../../contract/project/overview.ts";
import { formatCount } from "../../../components/format/formatCount.ts";
import { formatWeek } from "../../../components/format/formatDrift.ts";
import { Panel } from "../../../components/Panel.tsx";
import { words } from "../../../words/words.ts";
import styles from "./Activity.module.css";

const texts = words.overview.activity;

/** How many images people finished on each day of the last four weeks. */
export function Activity({ activity }: { activity: Overview["activity"] }) {
  const most = Math.max(...activity.map(({ images }) => images));
  const total = activity.reduce((sum, { images }) => sum + images, 0);
  const active = activity.filter(({ images }) => images > 0).length;
  const [first, last] = [activity[0], activity.at(-1)];
  return (
    <Panel title={texts.title}>
      {total === 0 || !first || !last ? (
        <p className={styles.text}>{texts.none}</p>
      ) : (
        <>
          <ol className={styles.days} aria-label={texts.title}>
            {activity.map(({ day, images }) => (
              <li key={day} title={texts.onDay(formatWeek(day), images)}>
                <span className="visuallyHidden">{texts.onDay(formatWeek(day), images)}</span>
                <span
                  className={styles.bar}
                  style={{ height: images === 0 ? "2px" : `${Math.max(4, (100 * images) / most)}%` }}
                />
              </li>
            ))}
          </ol>
          <p className={styles.ends} aria-hidden="true">
            <span>{formatWeek(first.day)}</span>
            <span>{texts.most(formatCount(most))}</span>
            <span>{texts.today}</span>
          </p>
          <p className={styles.text}>{texts.sum(total, active)}</p>
        </>
      )}
    </Panel>
  );
}
