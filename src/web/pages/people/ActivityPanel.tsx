import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Activity } from "../../../contract/people/person.ts";
import type { Role } from "../../../core/tasks/stage.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import { describeKind } from "../project/history/describeKind.ts";
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
      <EventPages
        events={events}
        describe={(event) => describe(project, event)}
        older={texts.older}
        pages={pages}
      />
    </Panel>
  );
}

function describe(project: string, { kind, by, image, rolesBefore, rolesAfter }: Activity) {
  const what = describeKind(kind);
  const details = [
    ...(rolesBefore && rolesAfter
      ? [texts.roles(names(rolesBefore), names(rolesAfter))]
      : rolesAfter
        ? [names(rolesAfter)]
        : []),
    ...(image ? [] : [texts.by(by)]),
  ];
  return (
    <>
      {what.charAt(0).toUpperCase() + what.slice(1)}
      {image && (
        <>
          :{" "}
          <Link to="/p/$project/images/$image" params={{ project, image: image.id }} search={{}}>
            {image.key}
          </Link>
        </>
      )}
      {details.length > 0 && `, ${details.join(", ")}`}
    </>
  );
}

const names = (roles: readonly Role[]) =>
  roles.length === 0 ? texts.noRole : roles.map((role) => words.roles.names[role]).join(" + ");
