import { useInfiniteQuery } from "@tanstack/react-query";
import type { Activity } from "../../../contract/people/person.ts";
import type { Role } from "../../../core/tasks/stage.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import { EventPages } from "./EventPages.tsx";
import styles from "./PersonPage.module.css";
import { activityQuery } from "./peopleQueries.ts";

const texts = words.people.person.activity;

/** What a person did, and what was changed about them, the newest first. */
export function ActivityPanel({ project, person }: { project: string; person: string }) {
  const pages = useInfiniteQuery(activityQuery(project, person));
  const { data } = pages;
  const events = data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <Panel title={texts.title}>
      {data && events.length === 0 && <p className={styles.text}>{texts.none}</p>}
      <EventPages events={events} describe={describe} older={texts.older} pages={pages} />
    </Panel>
  );
}

function describe({ kind, by, imageKey, rolesBefore, rolesAfter }: Activity): string {
  const what = words.people.events[kind] ?? kind.replaceAll("-", " ");
  const parts = [imageKey ? `${what}: ${imageKey}` : what];
  if (rolesBefore && rolesAfter) parts.push(texts.roles(names(rolesBefore), names(rolesAfter)));
  else if (rolesAfter) parts.push(names(rolesAfter));
  if (!imageKey) parts.push(texts.by(by));
  return parts.join(", ");
}

const names = (roles: readonly Role[]) =>
  roles.length === 0 ? texts.noRole : roles.map((role) => words.roles.names[role]).join(" + ");
