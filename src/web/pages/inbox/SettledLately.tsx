import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { SettledMatter } from "../../../contract/inbox.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { formatRecent } from "../../components/format/formatTime.ts";
import type { Done } from "../../components/messages/UndoBar.tsx";
import { words } from "../../words/words.ts";
import styles from "./InboxPage.module.css";
import { nameOfMatter } from "./nameOfMatter.ts";
import { useMatter } from "./useMatter.ts";

const texts = words.inbox;

/** What leads settled last; each can be undone, even days later. */
export function SettledLately({
  project,
  settled,
  onDone,
}: {
  project: string;
  settled: SettledMatter[];
  onDone(done: Done | null): void;
}) {
  const acts = useMatter(project, onDone);
  return (
    <details className={styles.settled}>
      <summary>{texts.settledTitle}</summary>
      <ul>
        {settled.map(({ matter, answer, at, by }) => (
          <li key={matter.id}>
            {"image" in matter ? (
              <Link to="/p/$project/images/$image" params={{ project, image: matter.image.id }} search={{}}>
                {nameOfMatter(matter)}
              </Link>
            ) : (
              <span>{nameOfMatter(matter)}</span>
            )}
            {answer !== "" && <span>{texts.answered(answer)}</span>}
            <span className={styles.dim}>{texts.settledBy(by, formatRecent(at))}</span>
            <Button
              size="compact-sm"
              variant="default"
              disabled={acts.isPending}
              aria-label={texts.takeBackOf(nameOfMatter(matter))}
              onClick={() => acts.reopen(matter.id)}
            >
              {texts.takeBack}
            </Button>
          </li>
        ))}
      </ul>
      {acts.error && (
        <p className={styles.problem} role="alert">
          {explainFailure(acts.error).text}
        </p>
      )}
    </details>
  );
}
