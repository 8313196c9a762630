import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ImageFilter, ImageRow } from "../../../contract/images/images.ts";
import { labelSpaceQuery } from "../../client/queries/labelSpace.ts";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { useEachTime } from "../../components/useEachTime.ts";
import { words } from "../../words/words.ts";
import styles from "./ImagesPage.module.css";
import { forgetPlace, keptPlace } from "./keptPlace.ts";
import { StatusMark } from "./StatusMark.tsx";

const texts = words.images;

/** Pixels. */
const [narrowest, gap, height] = [172, 14, 296];

interface Props {
  project: string;
  /** The filter that the images meet. */
  filter: ImageFilter;
  images: readonly ImageRow[];
  /** How many there are in all, if known. */
  total: number | undefined;
  /** Ids. */
  chosen: ReadonlySet<string>;
  /** With `isRange`, all from the one chosen before up to this one. */
  onChoose(image: string, isRange: boolean): void;
  hasMore: boolean;
  isLoading: boolean;
  onMore(): void;
}

/** Images in rows, of which only the visible ones are drawn; more are loaded as the end comes near. */
export function ImageGrid(props: Props) {
  const { project, filter, images, total, chosen, onChoose, hasMore, isLoading, onMore } = props;
  const { ref, width } = useElementSize<HTMLUListElement>();
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  // In a narrow window the filters above take more lines, and some of them appear after the list.
  useLayoutEffect(() => {
    const measure = () => setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const { data: labelSpace } = useQuery(labelSpaceQuery(project));
  const columns = Math.max(2, Math.floor((width + gap) / (narrowest + gap)));
  const rows = useWindowVirtualizer({
    count: Math.ceil(images.length / columns),
    estimateSize: () => height + gap,
    overscan: 3,
    scrollMargin: top,
  });
  const shown = rows.getVirtualItems();
  const nearEnd = (shown.at(-1)?.index ?? 0) + 4 >= Math.ceil(images.length / columns);
  useEffect(() => {
    if (nearEnd && hasMore && !isLoading) onMore();
  }, [nearEnd, hasMore, isLoading, onMore]);

  // On return from an image, the list continues at its place.
  const [place] = useState(() => keptPlace(project));
  useEffect(() => forgetPlace(project), [project]);
  const placeAt = place === undefined ? -1 : images.findIndex(({ id }) => id === place);
  useEachTime(width > 0 && placeAt >= 0, (isThere) => {
    if (!isThere) return;
    rows.scrollToIndex(Math.floor(placeAt / columns), { align: "center" });
    // What was out of sight is drawn in the next frames.
    let tries = 10;
    const focus = () => {
      const card = list.current?.querySelector<HTMLElement>(`[data-image="${place}"]`);
      if (card) card.focus({ preventScroll: true });
      else if (tries-- > 0) requestAnimationFrame(focus);
    };
    requestAnimationFrame(focus);
  });

  const across = (width - gap * (columns - 1)) / columns;
  const nameOf = (label: number) => labelSpace?.byIndex.get(label)?.name ?? `label ${label}`;
  return (
    <>
      <ul
        ref={useMergedRef(ref, list)}
        className={styles.list}
        aria-label={texts.list}
        // "Skip to content" leads here, past the filters: the first image is one Tab further.
        id="image-list"
        tabIndex={-1}
        style={{ height: rows.getTotalSize() }}
      >
        {width > 0 &&
          shown.flatMap(({ index: row, start }) =>
            images.slice(row * columns, (row + 1) * columns).map((image, column) => (
              <li
                key={image.id}
                aria-posinset={row * columns + column + 1}
                aria-setsize={total ?? -1}
                style={{
                  width: across,
                  height,
                  transform: `translate(${column * (across + gap)}px, ${start - rows.options.scrollMargin}px)`,
                }}
              >
                <ImageCard
                  project={project}
                  filter={filter}
                  image={image}
                  nameOf={nameOf}
                  isChosen={chosen.has(image.id)}
                  onChoose={(isRange) => onChoose(image.id, isRange)}
                />
              </li>
            )),
          )}
      </ul>
      <p className={styles.more} role="status">
        {isLoading && texts.counting}
      </p>
    </>
  );
}

function ImageCard({
  project,
  filter,
  image,
  nameOf,
  isChosen,
  onChoose,
}: {
  project: string;
  filter: ImageFilter;
  image: ImageRow;
  nameOf(label: number): string;
  isChosen: boolean;
  onChoose(isRange: boolean): void;
}) {
  const { id, key, thumbnailUrl, status, labels, originals, flags, comments } = image;
  return (
    <>
      <Link
        to="/p/$project/images/$image"
        params={{ project, image: id }}
        search={{ ...filter, in: "list" }}
        className={styles.card}
        data-image={id}
        data-chosen={isChosen || undefined}
        onClick={(event) => {
          if (!event.shiftKey) return;
          event.preventDefault();
          onChoose(true);
        }}
        onKeyDown={(event) => {
          if (event.key !== " ") return;
          event.preventDefault();
          onChoose(event.shiftKey);
        }}
      >
        <span className={styles.picture}>
          <Thumbnail src={thumbnailUrl} alt="" />
        </span>
        <span className={styles.text}>
          <span className={styles.labels} {...(labels?.length ? {} : { "data-none": true })}>
            {labels === null
              ? texts.notFinal
              : labels.length === 0
                ? texts.noLabel
                : labels.map(nameOf).join(", ")}
          </span>
          {originals.length > 0 && (
            <span className={styles.original}>{texts.originally(originals.map(nameOf).join(", "))}</span>
          )}
          <span className={styles.key} title={key}>
            {key}
          </span>
          {(flags > 0 || comments > 0) && (
            <span className={styles.remarks}>
              {flags > 0 && <span className={styles.flag}>{texts.flags(flags)} </span>}
              {comments > 0 && texts.comments(comments)}
            </span>
          )}
          <span className={styles.foot}>
            <StatusMark status={status} />
          </span>
        </span>
      </Link>
      <label className={styles.choose}>
        <input
          type="checkbox"
          checked={isChosen}
          onChange={({ nativeEvent }) => onChoose((nativeEvent as MouseEvent).shiftKey === true)}
        />
        <span className="visuallyHidden">{texts.chosen.choose(key)}</span>
      </label>
    </>
  );
}
