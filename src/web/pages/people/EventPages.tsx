import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { formatTime } from "../../components/format/formatTime.ts";
import styles from "./PersonPage.module.css";

interface Happened {
  id: string;
  at: string;
}

/** What happened, a page at a time, the newest first. */
export function EventPages<Event extends Happened>({
  events,
  describe,
  older,
  pages: { hasNextPage, fetchNextPage, isFetchingNextPage },
}: {
  events: readonly Event[];
  describe: (event: Event) => ReactNode;
  /** The text of the button for the next page. */
  older: string;
  /** The query that they come from. */
  pages: { hasNextPage: boolean; fetchNextPage: () => unknown; isFetchingNextPage: boolean };
}) {
  return (
    <>
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
          {older}
        </Button>
      )}
    </>
  );
}
