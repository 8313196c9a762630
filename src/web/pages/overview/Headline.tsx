import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Overview } from "../../../contract/project/overview.ts";
import { inboxQuery } from "../../client/inbox.ts";
import { Bar } from "../../components/figures/Bar.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { formatInterval, formatPercent, formatShare, shareOf } from "../../components/format/formatShare.ts";
import { useProject } from "../../components/shell/useProject.ts";
import { words } from "../../words/words.ts";
import { endOfAll } from "./endOfAll.ts";
import styles from "./Headline.module.css";

const texts = words.overview.headline;

/** How it stands, at a glance: what is done, when it ends, how far people agree, and what wants the lead. */
export function Headline({ overview }: { overview: Overview }) {
  return (
    <section className={styles.tiles} aria-label={texts.label}>
      <Done overview={overview} />
      <Ends overview={overview} />
      <Agreement agreement={overview.agreement} />
      <Attention />
    </section>
  );
}

const Tile = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className={styles.tile}>
    <h2 className={styles.name}>{name}</h2>
    {children}
  </div>
);

function Done({ overview: { images, labelCounts } }: { overview: Overview }) {
  const usable = images.total - images.failed;
  const done = shareOf(labelCounts.images, usable);
  return (
    <Tile name={texts.done}>
      <strong className={styles.value}>{done.share === null ? "–" : formatPercent(done.share)}</strong>
      <Bar parts={[{ count: labelCounts.images, colour: "ok" }]} total={usable} />
      <span className={styles.note}>
        {usable === 0 ? texts.noImages : texts.final(labelCounts.images, usable)}
      </span>
    </Tile>
  );
}

function Ends({ overview: { forecasts } }: { overview: Overview }) {
  const { value, note } = endOfAll(forecasts, new Date());
  const project = useProject();
  return (
    <Tile name={texts.ends}>
      <strong className={styles.value}>{value}</strong>
      <span className={styles.note}>
        {note}{" "}
        <Link to="/p/$project/pace" params={{ project: project.id }}>
          {texts.pace}
        </Link>
      </span>
    </Tile>
  );
}

/** Points of percent between which a change that is told lies. */
const points = ([from, to]: readonly [number, number]) =>
  [from, to].map((end) => Math.abs(100 * end).toFixed(0)) as [string, string];

function Agreement({ agreement: { weeks, change } }: { agreement: Overview["agreement"] }) {
  const [now, before] = weeks;
  if (!now || now.images === 0)
    return (
      <Tile name={texts.agreement}>
        <strong className={styles.value}>–</strong>
        <Trend weeks={weeks} />
        <span className={styles.note}>{texts.noAgreement}</span>
      </Tile>
    );
  const trend =
    change === null
      ? texts.noWeekBefore
      : change[0] > 0
        ? texts.up(...points(change))
        : change[1] < 0
          ? texts.down(...points([change[1], change[0]]))
          : texts.unclear;
  return (
    <Tile name={texts.agreement}>
      <strong className={styles.value}>{formatPercent(now.alike / now.images)}</strong>
      <Trend weeks={weeks} />
      <span className={styles.note}>
        {texts.ofImages(now.images)}
        {now.interval && ` (${texts.interval(formatInterval(now.interval))})`}.{" "}
        {before && before.images > 0 && texts.before(formatShare(shareOf(before.alike, before.images)))}{" "}
        {trend}
      </span>
    </Tile>
  );
}

/** A bar a week, the oldest first; the words beside it tell the last two. */
const Trend = ({ weeks }: { weeks: Overview["agreement"]["weeks"] }) =>
  weeks.filter(({ images }) => images > 0).length > 1 && (
    <span className={styles.trend} aria-hidden="true">
      {weeks.toReversed().map(({ from, images, alike }) => (
        <span
          key={from}
          style={{ height: images === 0 ? "2px" : `${Math.max(8, (100 * alike) / images)}%` }}
        />
      ))}
    </span>
  );

function Attention() {
  const project = useProject();
  const { data } = useQuery(inboxQuery(project.id));
  if (!data)
    return (
      <Tile name={texts.attention}>
        <strong className={styles.value}>…</strong>
      </Tile>
    );
  return (
    <Tile name={texts.attention}>
      <strong className={styles.value}>{formatCount(data.total)}</strong>
      {data.total === 0 ? (
        <span className={styles.note}>{words.inbox.empty.title}.</span>
      ) : (
        <ul className={styles.kinds}>
          {data.counts.map(({ kind, matters }) => (
            <li key={kind}>
              <Link to="/p/$project/inbox" params={{ project: project.id }} search={{ kind }}>
                {words.inbox.kinds[kind]}
              </Link>{" "}
              {formatCount(matters)}
            </li>
          ))}
        </ul>
      )}
    </Tile>
  );
}
