import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import type { ImageRow } from "../../../contract/images/images.ts";
import { labelSpaceQuery } from "../../client/labelSpace.ts";
import { useEachTimeBeforePaint } from "../../components/useEachTime.ts";
import { words } from "../../words/words.ts";
import styles from "./ImagesPage.module.css";
import { StatusMark } from "./StatusMark.tsx";

const texts = words.images;

/** Pixels. */
const [narrowest, gap, height] = [172, 14, 276];

interface Props {
  project: string;
  images: readonly ImageRow[];
  /** How many there are in all, where that is known. */
  total: number | undefined;
  hasMore: boolean;
  isLoading: boolean;
  onMore(): void;
}

/** Images in rows, of which only those in sight are drawn; more are asked for as the end comes near. */
export function ImageGrid({ project, images, total, hasMore, isLoading, onMore }: Props) {
  const { ref, width } = useElementSize<HTMLUListElement>();
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  // In a narrow window the filters above take more lines.
  useEachTimeBeforePaint(width, () => {
    setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  });
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

  const across = (width - gap * (columns - 1)) / columns;
  const nameOf = (label: number) => labelSpace?.byIndex.get(label)?.name ?? `label ${label}`;
  return (
    <>
      <ul
        ref={useMergedRef(ref, list)}
        className={styles.list}
        aria-label={texts.list}
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
                <ImageCard project={project} image={image} nameOf={nameOf} />
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
  image,
  nameOf,
}: {
  project: string;
  image: ImageRow;
  nameOf(label: number): string;
}) {
  const { id, key, thumbnailUrl, status, labels, flags, comments } = image;
  return (
    <Link to="/p/$project/images/$image" params={{ project, image: id }} className={styles.card}>
      <span className={styles.picture}>
        <img
          src={thumbnailUrl}
          alt=""
          onError={({ currentTarget }) => {
            currentTarget.hidden = true;
          }}
        />
      </span>
      <span className={styles.text}>
        <span className={styles.labels} {...(labels?.length ? {} : { "data-none": true })}>
          {labels === null
            ? texts.notFinal
            : labels.length === 0
              ? texts.noLabel
              : labels.map(nameOf).join(", ")}
        </span>
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
  );
}
