import { Button, SegmentedControl } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { listAffected, maxExamples } from "../../../contract/rulings/rulings.ts";
import { holdings } from "../../../core/rulings/ruling.ts";
import { call } from "../../client/call.ts";
import { useLabels } from "../../client/queries/labelSpace.ts";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { Problem } from "../../components/texts/Problem.tsx";
import { words } from "../../words/words.ts";
import { ExemplarPhotos } from "./ExemplarPhotos.tsx";
import styles from "./PairPhotos.module.css";

const w = words.rulings.photos;
const lists = ["disputed", ...holdings] as const;
type List = (typeof lists)[number];

/** An image that shows what a ruling means. */
export interface Example {
  id: string;
  key: string;
}

interface Props {
  project: string;
  labels: [number, number];
  /** The version of the labels' own photos. */
  exemplarVersion: number;
  examples: readonly Example[];
  nameOf(label: number): string;
  onPick(example: Example): void;
}

/** Two labels' photos side by side, and the images on which both occur, from which examples are picked. */
export function PairPhotos({ project, labels, exemplarVersion, examples, nameOf, onPick }: Props) {
  const [list, setList] = useState<List>("disputed");
  const { labels: known } = useLabels(project, exemplarVersion);
  const names = labels.map(nameOf) as [string, string];
  return (
    <section className={styles.photos} aria-label={w.title(...names)}>
      <div className={styles.sides}>
        {labels.map((label) => {
          const photos = known?.get(label)?.exemplars ?? [];
          return (
            <figure key={label}>
              <figcaption>{nameOf(label)}</figcaption>
              {known && photos.length === 0 && <p className={styles.dim}>{w.noExemplars}</p>}
              <div className={styles.row}>
                <ExemplarPhotos name={nameOf(label)} exemplars={photos.slice(0, 6)} />
              </div>
            </figure>
          );
        })}
      </div>
      <h3>{w.images}</h3>
      <SegmentedControl
        aria-label={w.images}
        value={list}
        onChange={(value) => setList(value as List)}
        data={lists.map((value) => ({
          value,
          label: value === "disputed" ? w.disputed : words.rulings.affected.outOf(value, ...names),
        }))}
        className={styles.lists}
      />
      <ImagesToPick
        key={`${labels.join()} ${list}`}
        {...{ project, labels, list, examples, nameOf, onPick }}
      />
    </section>
  );
}

function ImagesToPick({
  project,
  labels,
  list,
  examples,
  nameOf,
  onPick,
}: Omit<Props, "exemplarVersion"> & { list: List }) {
  const params = {
    project,
    first: String(labels[0]),
    second: String(labels[1]),
    holding: list,
  } as const;
  const found = useInfiniteQuery({
    queryKey: ["rulings", project, "affected", ...labels, list],
    queryFn: ({ pageParam, signal }) => call(listAffected, { params, query: { after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.hasMore ? page.images.at(-1)?.key : undefined),
  });
  const images = found.data?.pages.flatMap((page) => page.images) ?? [];
  const isFull = examples.length >= maxExamples;
  return (
    <>
      {found.isPending && <Waiting />}
      <Problem error={found.error} />
      {found.data && images.length === 0 && <p className={styles.dim}>{w.none}</p>}
      {images.length > 0 && <p className={styles.dim}>{isFull ? w.full(maxExamples) : w.pick}</p>}
      <ul className={styles.tiles}>
        {images.map(({ id, key, thumbnailUrl, sets }) => {
          const isPicked = examples.some((example) => example.id === id);
          return (
            <li key={id}>
              <button
                type="button"
                aria-pressed={isPicked}
                aria-label={w.example(key)}
                title={key}
                disabled={isFull && !isPicked}
                onClick={() => onPick({ id, key })}
              >
                <Thumbnail src={thumbnailUrl} alt="" loading="lazy" />
                {isPicked && <span className={styles.mark}>{w.picked}</span>}
              </button>
              <span className={styles.who}>
                {labels.map((label) => {
                  const people = sets.filter((set) => set.who !== "final" && set.labels.includes(label));
                  return (
                    people.length > 0 && (
                      <span key={label}>
                        {w.chose(people.map(({ who }) => who).join(", "), nameOf(label))}
                      </span>
                    )
                  );
                })}
              </span>
            </li>
          );
        })}
      </ul>
      {found.hasNextPage && (
        <Button
          variant="default"
          size="compact-sm"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {w.more}
        </Button>
      )}
    </>
  );
}
