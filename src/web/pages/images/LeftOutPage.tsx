import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { listLeftOut, takeImagesIn } from "../../../contract/images/leftOut.ts";
import { call } from "../../client/call.ts";
import { refreshImages } from "../../client/queries/images.ts";
import { formatTime } from "../../components/format/formatTime.ts";
import { Message } from "../../components/messages/Message.tsx";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { BackLink } from "../../components/shell/BackLink.tsx";
import { LoadFailed } from "../../components/shell/LoadFailed.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { Table } from "../../components/Table.tsx";
import { Problem } from "../../components/texts/Problem.tsx";
import { words } from "../../words/words.ts";
import styles from "./LeftOutPage.module.css";

const w = words.images.leftOut;

/** The images that a lead left out of the project, each with the reason and the way back. */
export function LeftOutPage() {
  const project = useProject();
  useDocumentTitle(`${w.title} · ${project.name}`);
  const client = useQueryClient();
  const params = { project: project.id };
  const list = useInfiniteQuery({
    queryKey: ["images", project.id, "leftOut"],
    queryFn: ({ signal, pageParam }) =>
      call(listLeftOut, { params, query: pageParam === null ? {} : { after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.after,
  });
  const takeIn = useMutation({
    mutationFn: (image: string) => call(takeImagesIn, { params, body: { images: [image] } }),
    onSettled: () => refreshImages(client, project.id),
  });
  const images = list.data?.pages.flatMap((page) => page.images) ?? [];
  return (
    <div className={styles.page}>
      <BackLink to="/p/$project/images" params={{ project: project.id }}>
        {words.images.title}
      </BackLink>
      <header>
        <h1>{w.title}</h1>
        <p className={styles.lead}>{w.lead}</p>
      </header>
      <Problem error={takeIn.error} />
      {list.isError && images.length === 0 && (
        <LoadFailed title={words.images.failed} error={list.error} onAgain={list.refetch} />
      )}
      {list.isPending && <Waiting />}
      {list.data && images.length === 0 && (
        <Message title={w.none}>
          <p>{w.noneText}</p>
        </Message>
      )}
      {images.length > 0 && (
        <Table caption={w.title} heads={[w.image, w.why, w.when, w.back]}>
          {images.map(({ id, key, thumbnailUrl, reason, at, by }) => (
            <tr key={id}>
              <th scope="row">
                <span className={styles.image}>
                  <Thumbnail src={thumbnailUrl} alt="" loading="lazy" />
                  <span>{key}</span>
                </span>
              </th>
              <td>{reason}</td>
              <td>{w.by(by, formatTime(at))}</td>
              <td>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={w.takeInOf(key)}
                  loading={takeIn.isPending && takeIn.variables === id}
                  onClick={() => takeIn.mutate(id)}
                >
                  {w.takeIn}
                </Button>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {list.hasNextPage && (
        <Button
          variant="default"
          className={styles.more}
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {w.more}
        </Button>
      )}
    </div>
  );
}
