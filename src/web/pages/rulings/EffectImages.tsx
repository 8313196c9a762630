import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { listEffect } from "../../../contract/rulings/effect.ts";
import { call } from "../../client/call.ts";
import { effectQuery } from "../../client/queries/rulings.ts";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { words } from "../../words/words.ts";
import styles from "./RulingSamplePage.module.css";

const w = words.rulingEffect;

interface Props {
  project: string;
  labels: readonly [number, number];
  nameOf(label: number): string;
}

/** The images on which a ruling settles disputes, with what it says there. */
export function EffectImages({ project, labels, nameOf }: Props) {
  const list = useInfiniteQuery({
    queryKey: [...effectQuery(project, labels).queryKey, "images"],
    queryFn: ({ pageParam, signal }) =>
      call(listEffect, {
        params: { project, first: String(labels[0]), second: String(labels[1]) },
        query: { after: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.hasMore ? page.images.at(-1)?.key : undefined),
  });
  if (list.isPending) return <Waiting />;
  return (
    <>
      <ul className={styles.few}>
        {list.data?.pages
          .flatMap(({ images }) => images)
          .map(({ id, key, thumbnailUrl, labels: ruled, isFinished }) => (
            <li key={id}>
              <Link to="/p/$project/images/$image" params={{ project, image: id }}>
                <Thumbnail src={thumbnailUrl} alt={key} />
              </Link>
              {ruled.map(({ label, answer }) => (
                <p key={label}>{w.says(answer, nameOf(label))}</p>
              ))}
              {!isFinished && <p className={styles.dim}>{w.staysOpen}</p>}
            </li>
          ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {w.more}
        </Button>
      )}
    </>
  );
}
