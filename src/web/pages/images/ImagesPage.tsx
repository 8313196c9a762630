import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { ImageFilter } from "../../../contract/images/images.ts";
import { imagesQuery } from "../../client/queries/images.ts";
import { Command } from "../../components/buttons/Command.tsx";
import { LinkButton } from "../../components/buttons/LinkButton.tsx";
import { Message } from "../../components/messages/Message.tsx";
import { type Done, UndoBar } from "../../components/messages/UndoBar.tsx";
import { LoadFailed } from "../../components/shell/LoadFailed.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { words } from "../../words/words.ts";
import { ChosenImages } from "./ChosenImages.tsx";
import { chooseUpTo } from "./chooseUpTo.ts";
import { ImageFilters } from "./ImageFilters.tsx";
import { ImageGrid } from "./ImageGrid.tsx";
import styles from "./ImagesPage.module.css";

const texts = words.images;

const places = [
  { to: "/p/$project/images/map", text: words.imageMap.open },
  { to: "/p/$project/images/add", text: words.addImages.open },
  { to: "/p/$project/images/left-out", text: texts.leftOut.title },
] as const;

/** All images of a project, however many; the address holds the filter. */
export function ImagesPage() {
  const project = useProject();
  useDocumentTitle(`${texts.title} · ${project.name}`);
  const filter = useSearch({ from: "/signed-in/shell/p/$project/images" });
  const navigate = useNavigate({ from: "/p/$project/images" });
  const list = useInfiniteQuery(imagesQuery(project.id, filter));
  const change = (search: ImageFilter) => void navigate({ search, replace: true });

  const first = list.data?.pages[0];
  const images = list.data?.pages.flatMap((page) => page.images) ?? [];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string>();
  const [done, setDone] = useState<Done | null>(null);
  const choose = (image: string, isRange: boolean) => {
    setChosen(chooseUpTo(chosen, image, { order: images.map(({ id }) => id), anchor, isRange }));
    setAnchor(image);
  };
  const isFiltered = Object.keys(filter).length > 0;
  const clear = () => change({});
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{texts.title}</h1>
        <span className={styles.count} role="status">
          {first?.count ? texts.count(first.count.images, first.count.isAll) : texts.counting}
        </span>
        {places.map(({ to, text }) => (
          <LinkButton key={to} size="compact-sm" variant="default" to={to} params={{ project: project.id }}>
            {text}
          </LinkButton>
        ))}
      </div>
      <ImageFilters project={project.id} filter={filter} onChange={change} />
      {list.isError && images.length === 0 ? (
        <LoadFailed title={texts.failed} error={list.error} onAgain={() => list.refetch()} />
      ) : list.data && images.length === 0 && !list.hasNextPage ? (
        isFiltered ? (
          <Message
            title={texts.noMatch.title}
            actions={
              <Button variant="default" onClick={clear}>
                {texts.filters.clear}
              </Button>
            }
          >
            <p>{texts.noMatch.text}</p>
          </Message>
        ) : (
          <Message
            title={texts.empty.title}
            actions={
              <LinkButton to="/p/$project/images/add" params={{ project: project.id }}>
                {words.addImages.open}
              </LinkButton>
            }
          >
            <p>{texts.empty.text}</p>
            <Command call="import images FOLDER" />
          </Message>
        )
      ) : (
        <>
          {images.length > 0 && (
            <ChosenImages
              project={project.id}
              // Chosen images hidden by a new filter are left out.
              chosen={images.filter(({ id }) => chosen.has(id))}
              onClear={() => setChosen(new Set())}
              onDone={setDone}
            />
          )}
          <ImageGrid
            project={project.id}
            filter={filter}
            images={images}
            chosen={chosen}
            onChoose={choose}
            total={first?.count?.isAll ? first.count.images : undefined}
            hasMore={list.hasNextPage}
            isLoading={list.isFetching}
            onMore={() => void list.fetchNextPage()}
          />
        </>
      )}
      <UndoBar done={done} onClose={() => setDone(null)} />
    </div>
  );
}
