import { useInfiniteQuery } from "@tanstack/react-query";
import type { SecurityRow } from "../../../contract/people/person.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import { EventPages } from "./EventPages.tsx";
import styles from "./PersonPage.module.css";
import { securityQuery } from "./peopleQueries.ts";

const texts = words.security;

/** Who came in, who was refused, and what opened doors: the newest first. */
export function SecurityPanel({ project }: { project: string }) {
  const pages = useInfiniteQuery(securityQuery(project));
  const { data } = pages;
  const events = data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <Panel title={texts.title}>
      <p className={styles.text}>{data && events.length === 0 ? texts.none : texts.about}</p>
      <EventPages events={events} describe={describe} older={texts.older} pages={pages} />
    </Panel>
  );
}

function describe({ kind, by, atCommandLine, about }: SecurityRow): string {
  const what = texts.kinds[kind] ?? kind.replaceAll("-", " ");
  return [
    by ?? (atCommandLine ? texts.commandLine : texts.nobody),
    what,
    ...(about ? [texts.outOf(about)] : []),
  ].join(", ");
}
