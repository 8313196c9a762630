import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { type RefObject, useEffect } from "react";
import type { ImageFilter } from "../../../contract/images/images.ts";
import { imageQuery, imagesQuery } from "../../client/queries/images.ts";
import { BackLink } from "../../components/shell/BackLink.tsx";
import { useEachTime } from "../../components/useEachTime.ts";
import { KeyCap } from "../../keys/KeyCap.tsx";
import type { Key } from "../../keys/key.ts";
import { useKeys } from "../../keys/useKeys.ts";
import { words } from "../../words/words.ts";
import styles from "./ImagePage.module.css";
import { keepPlace } from "./keptPlace.ts";

const texts = words.images.page.steps;

interface Props {
  project: string;
  image: string;
  /** The filter of the list that the image was opened from. */
  filter: ImageFilter;
  /** What is read out first for an image. */
  heading: RefObject<HTMLElement | null>;
}

/** Steps through a list's images with the arrow keys; Esc goes back to the same place in the list. */
export function ImageSteps({ project, image, filter, heading }: Props) {
  const router = useRouter();
  const navigate = useNavigate();
  const list = useInfiniteQuery(imagesQuery(project, filter));
  const images = list.data?.pages.flatMap((page) => page.images) ?? [];
  const at = images.findIndex(({ id }) => id === image);
  const count = list.data?.pages[0]?.count;
  const { hasNextPage, isFetching, fetchNextPage } = list;
  // After a reload, the list is loaded until it holds the image and one beyond it.
  const isShort = list.data !== undefined && (at < 0 || at === images.length - 1);
  useEffect(() => {
    if (isShort && hasNextPage && !isFetching) void fetchNextPage();
  }, [isShort, hasNextPage, isFetching, fetchNextPage]);
  const client = useQueryClient();
  const [before, after] = [images[at - 1]?.id, images[at + 1]?.id];
  useEachTime(image, () => keepPlace(project, image));
  useEachTime(at < 0 ? undefined : `${before} ${after}`, () => {
    for (const near of [after, before])
      if (near !== undefined) void client.prefetchQuery({ ...imageQuery(project, near), staleTime: 10_000 });
  });

  function step(by: number) {
    // Counts from the address: a key may come before the previous key's image is shown.
    const shown = router.history.location.pathname.split("/").at(-1);
    const from = images.findIndex(({ id }) => id === shown);
    const next = from < 0 ? undefined : images[from + by];
    if (!next) return;
    void navigate({
      to: "/p/$project/images/$image",
      params: { project, image: next.id },
      search: { ...filter, in: "list" },
      // The list stays one step back, however many images are viewed.
      replace: true,
    });
    heading.current?.focus();
  }
  function close() {
    if (router.history.canGoBack()) router.history.back();
    else void navigate({ to: "/p/$project/images", params: { project }, search: filter });
  }
  const has = (by: number) => at >= 0 && images[at + by] !== undefined;
  const keys: [Key, Key, Key] = [
    { id: "before", label: texts.before, shortcuts: [{ code: "ArrowLeft" }], action: () => step(-1) },
    { id: "after", label: texts.after, shortcuts: [{ code: "ArrowRight" }], action: () => step(1) },
    { id: "close", label: texts.close, shortcuts: [{ code: "Escape" }], action: close },
  ];
  // A dialog has the keys to itself.
  useKeys(keys.map((key) => ({ ...key, when: () => document.querySelector("[role=dialog]") === null })));

  return (
    <nav className={styles.steps} aria-label={texts.label}>
      <BackLink to="/p/$project/images" params={{ project }} search={filter}>
        {words.images.page.back} <KeyCap value={keys[2]} />
      </BackLink>
      {at >= 0 && count && (
        <span className={styles.position} role="status">
          {texts.position(at + 1, count.images, count.isAll)}
          {filter.status && ` · ${words.images.statuses[filter.status]}`}
        </span>
      )}
      {([-1, 1] as const).map((by) => {
        const key = by < 0 ? keys[0] : keys[1];
        return (
          <button
            key={by}
            type="button"
            className={styles.step}
            disabled={!has(by)}
            aria-label={key.label}
            title={key.label}
            onClick={() => step(by)}
          >
            <KeyCap value={key} />
          </button>
        );
      })}
    </nav>
  );
}
