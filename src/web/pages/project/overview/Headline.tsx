import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Overview } from "../../../../contract/project/overview.ts";
import { formatPercent } from "../../../../core/percent.ts";
import { inboxQuery } from "../../../client/queries/inbox.ts";
import { Bar } from "../../../components/figures/Bar.tsx";
import { Tile, TileNote, Tiles } from "../../../components/figures/Tiles.tsx";
import { formatCount } from "../../../components/format/formatCount.ts";
import { formatInterval, formatShare, shareOf } from "../../../components/format/formatShare.ts";
import { useProject } from "../../../components/shell/useProject.ts";
import { words } from "../../../words/words.ts";
import { endOfAll } from "./endOfAll.ts";
import styles from "./Headline.module.css";

const texts = words.overview.headline;

/** The project at a glance: what is done, when it ends, how far people agree, and what needs the lead. */
export function Headline({ overview }: { overview: Overview }) {
  return (
    <Tiles label={texts.label}>
      <Done overview={overview} />
      <Ends overview={overview} />
      <Agreement agreement={overview.agreement} />
      <Attention />
    </Tiles>
  );
}

function Done({ overview: { images, labelCounts } }: { overview: Overview }) {
  const usable = images.total - images.failed;
  const done = shareOf(labelCounts.images, usable);
  return (
    <Tile name={texts.done} value={done.share === null ? "–" : formatPercent(done.share, done)}>
      <Bar parts={[{ count: labelCounts.images, colour: "ok" }]} total={usable} />
      <TileNote>{usable === 0 ? texts.noImages : texts.final(labelCounts.images, usable)}</TileNote>
    </Tile>
  );
}

function Ends({ overview: { forecasts } }: { overview: Overview }) {
  const { value, note } = endOfAll(forecasts, new Date());
  const project = useProject();
  return (
    <Tile name={texts.ends} value={value}>
      <TileNote>
        {note}{" "}
        <Link to="/p/$project/pace" params={{ project: project.id }}>
          {texts.pace}
        </Link>
      </TileNote>
    </Tile>
  );
}

/** The bounds of a change, in percentage points. */
const points = ([from, to]: readonly [number, number]) =>
  [from, to].map((end) => Math.abs(100 * end).toFixed(0)) as [string, string];

function Agreement({ agreement: { weeks, change } }: { agreement: Overview["agreement"] }) {
  const [now, before] = weeks;
  if (!now || now.images === 0)
    return (
      <Tile name={texts.agreement} value="–">
        <Trend weeks={weeks} />
        <TileNote>{texts.noAgreement}</TileNote>
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
    <Tile
      name={texts.agreement}
      value={formatPercent(now.alike / now.images, { interval: now.interval, total: now.images })}
    >
      <Trend weeks={weeks} />
      <TileNote>
        {texts.ofImages(now.images)}
        {now.interval && ` (${texts.interval(formatInterval(now.interval))})`}.{" "}
        {before && before.images > 0 && texts.before(formatShare(shareOf(before.alike, before.images)))}{" "}
        {trend}
      </TileNote>
    </Tile>
  );
}

/** One bar per week, oldest first; the text beside it gives the last two. */
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
  if (!data) return <Tile name={texts.attention} value="…" />;
  return (
    <Tile name={texts.attention} value={formatCount(data.total)}>
      {data.total === 0 ? (
        <TileNote>{words.inbox.empty.title}.</TileNote>
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
