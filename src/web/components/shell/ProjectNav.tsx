import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useWaiting } from "../../client/queries/waiting.ts";
import type { Project } from "../../client/session/session.ts";
import { words } from "../../words/words.ts";
import { useEachTimeBeforePaint } from "../useEachTime.ts";
import styles from "./ProjectNav.module.css";
import { pagesOf } from "./pagesOf.ts";
import { InboxBadge, WaitingBadge } from "./WaitingBadge.tsx";

/** Scrolls the row so that the open page's link is in the middle. */
function showOpenPage(row: HTMLElement | null): void {
  const open = row?.querySelector('[aria-current="page"]');
  if (!row || !open || row.scrollWidth <= row.clientWidth) return;
  const at = open.getBoundingClientRect();
  const seen = row.getBoundingClientRect();
  row.scrollLeft += at.left + at.width / 2 - (seen.left + seen.width / 2);
}

/** The pages of a project: in a row or, if there are many and the window is wide, in a column by area. */
export function ProjectNav({ project, many }: { project: Project; many: boolean }) {
  const waiting = useWaiting();
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a narrow screen the row scrolls: the open page is never out of sight, even if the screen is rotated.
  useEachTimeBeforePaint(pathname, () => showOpenPage(nav.current));
  useEffect(() => {
    const row = nav.current;
    if (!row) return;
    const size = new ResizeObserver(() => showOpenPage(row));
    size.observe(row);
    return () => size.disconnect();
  }, []);
  const areas = Map.groupBy(pagesOf(project.roles), ({ area }) => area);
  return (
    <nav ref={nav} className={many ? styles.column : styles.row} aria-label={words.shell.nav}>
      {[...areas].map(([area, pages]) => (
        <div key={area} className={styles.area}>
          {many && words.shell.areas[area] && (
            <span className={styles.areaName} aria-hidden="true">
              {words.shell.areas[area]}
            </span>
          )}
          {pages.map(({ to, name }) => (
            <Link key={to} to={to} params={{ project: project.id }} className={styles.link}>
              {name}
              {to === "/p/$project/work" && <WaitingBadge waiting={waiting.get(project.id)} />}
              {to === "/p/$project/inbox" && <InboxBadge project={project.id} />}
            </Link>
          ))}
        </div>
      ))}
    </nav>
  );
}
