import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { SecurityRow } from "../../../contract/person.ts";
import { formatTime } from "../../components/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./PersonPage.module.css";
import { securityQuery } from "./peopleQueries.ts";

const texts = words.security;

/** Who came in, who was refused, and what opened doors: the newest first. */
export function SecurityPanel({ project }: { project: string }) {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(securityQuery(project));
  const events = data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <Panel title={texts.title}>
      <p className={styles.text}>{data && events.length === 0 ? texts.none : texts.about}</p>
      <ol className={styles.events}>
        {events.map((event) => (
          <li key={event.id}>
            <time dateTime={event.at}>{formatTime(event.at)}</time>
            <span>{describe(event)}</span>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="default" onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {texts.older}
        </Button>
      )}
    </Panel>
  );
}

function describe({ kind, by, about }: SecurityRow): string {
  const what = texts.kinds[kind] ?? kind.replaceAll("-", " ");
  return [by ?? texts.nobody, what, ...(about ? [texts.of(about)] : [])].join(", ");
}
