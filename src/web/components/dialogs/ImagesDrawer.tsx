import { Button, Drawer } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ImageList } from "../../../contract/images/findingImages.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { words } from "../../words/words.ts";
import { Thumbnail } from "../photos/Thumbnail.tsx";
import { Waiting } from "../shell/Waiting.tsx";
import styles from "./ImagesDrawer.module.css";

interface Props {
  /** What the images have in common, after their number: "on which Ann and Ben differ". */
  what: string;
  queryKey: readonly unknown[];
  /** Fetches a page of the list, after the image with this key. */
  fetchPage: (after: string | undefined, signal: AbortSignal) => Promise<ImageList>;
  nameOf: (label: number) => string;
  /** Names of sets that are not a person's. */
  setNames?: Record<string, string>;
  /** A choice between lists, shown above. */
  children?: ReactNode;
  onClose: () => void;
}

const text = words.agreement.images;

/** The images behind a number, with the sets of labels that differ. */
export function ImagesDrawer({ what, queryKey, fetchPage, nameOf, setNames = {}, children, onClose }: Props) {
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.hasMore ? page.images.at(-1)?.key : undefined),
  });
  const pages = list.data?.pages ?? [];
  const images = pages.flatMap((page) => page.images);
  const total = pages[0]?.total;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={520}
      title={
        <span className={styles.title}>
          {total === undefined ? "" : text.title(total)} {what}
        </span>
      }
      closeButtonProps={{ "aria-label": text.close }}
    >
      {children}
      {list.isPending && <Waiting />}
      {list.isError && (
        <p role="alert" className={styles.problem}>
          {explainFailure(list.error).text}
        </p>
      )}
      {total === 0 && <p className={styles.empty}>{text.empty}</p>}
      <ul className={styles.list}>
        {images.map(({ id, key, thumbnailUrl, sets }) => (
          <li key={id} className={styles.image}>
            <Thumbnail src={thumbnailUrl} alt="" />
            <div className={styles.words}>
              <span className={styles.key}>{key}</span>
              <dl>
                {sets.map(({ who, labels }) => (
                  <div key={who}>
                    <dt>{setNames[who] ?? who}</dt>
                    <dd>
                      {labels.length === 0
                        ? text.nothing
                        : labels.map((label, at) => (
                            <span key={label}>
                              {at > 0 && ", "}
                              {isShared(label, sets) ? nameOf(label) : <strong>{nameOf(label)}</strong>}
                            </span>
                          ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="default"
          fullWidth
          mt="md"
          loading={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          {text.more}
        </Button>
      )}
    </Drawer>
  );
}

const isShared = (label: number, sets: ImageList["images"][number]["sets"]) =>
  sets.every(({ labels }) => labels.includes(label));
