import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { sendImages, takeBackSending } from "../../../contract/batches.ts";
import { type LabelGrid, listLabelGrid } from "../../../contract/labels/label.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { forgetCounts } from "../../client/queries/forgetCounts.ts";
import { useLabelNames } from "../../client/queries/labelSpace.ts";
import { QuestionDialog } from "../../components/dialogs/QuestionDialog.tsx";
import { BackLink } from "../../components/shell/BackLink.tsx";
import { LoadFailed } from "../../components/shell/LoadFailed.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { SheetGrid } from "../../contains/SheetGrid.tsx";
import type { Key } from "../../keys/key.ts";
import { useKeys } from "../../keys/useKeys.ts";
import { words } from "../../words/words.ts";
import styles from "./LabelGridPage.module.css";

const texts = words.labels.grid;

/** A lead looks at all images in question for a label, and sends those where it is wrong to an expert. */
export function LabelGridPage() {
  const project = useProject();
  const label = Number(useParams({ strict: false, select: (params) => params.label }));
  const name = useLabelNames(project.id)(label);
  useDocumentTitle(`${name} · ${project.name}`);
  return <Grid key={label} project={project.id} label={label} name={name} />;
}

function Grid({ project, label, name }: { project: string; label: number; name: string }) {
  const client = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: ["label-grid", project, label],
    queryFn: ({ signal, pageParam }) =>
      call(listLabelGrid, {
        params: { project, label },
        query: pageParam === null ? {} : { after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.after,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const images = query.data?.pages.flatMap((page) => page.images) ?? [];
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  /** Sent to experts in this window: each shows the lead's remark, and waits. */
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState(0);
  const [isAsking, setAsking] = useState(false);
  const columns = useRef(8);
  const toSend = images.filter(({ image }) => changed.has(image));
  const toggle = (place: number) => {
    const id = images[place]?.image;
    if (id === undefined) return;
    setAt(place);
    if (waiting.has(id)) return;
    setChanged((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    );
  };
  const send = useMutation({
    mutationFn: (some: LabelGrid["images"]) => sendChanged(project, name, some),
    onSuccess: ({ sent }) => {
      setAsking(false);
      setChanged(new Set());
      setWaiting((before) => new Set([...before, ...sent]));
      forgetCounts(client, project);
    },
  });
  const takeBack = useMutation({
    mutationFn: (sent: readonly string[]) =>
      call(takeBackSending, { params: { project }, body: { images: [...sent], reason: texts.takenBack } }),
    onSuccess: (_, sent) => {
      send.reset();
      setWaiting((before) => new Set([...before].filter((one) => !sent.includes(one))));
      forgetCounts(client, project);
    },
  });
  const key = (code: string, action: () => void): Key => ({
    id: code,
    label: "",
    shortcuts: [{ code }],
    action,
  });
  const moveBy = (by: number) => () => images[at + by] && setAt(at + by);
  useKeys(
    [
      key("Space", () => toggle(at)),
      key("ArrowLeft", moveBy(-1)),
      key("ArrowRight", moveBy(1)),
      key("ArrowUp", () => moveBy(-columns.current)()),
      key("ArrowDown", () => moveBy(columns.current)()),
      key("Enter", () => toSend.length > 0 && setAsking(true)),
    ],
    !isAsking,
  );
  const added = toSend.filter(({ isHeld }) => !isHeld).length;
  const failure = send.error ?? takeBack.error;
  return (
    <div className={styles.page}>
      <BackLink to="/p/$project/labels/$label" params={{ project, label: String(label) }}>
        {name}
      </BackLink>
      <header>
        <h1>{texts.title(name)}</h1>
        <p className={styles.text}>{texts.text}</p>
      </header>
      {query.isPending && <Waiting />}
      {query.isError && images.length === 0 && (
        <LoadFailed title={words.images.failed} error={query.error} onAgain={query.refetch} />
      )}
      {query.isSuccess && images.length === 0 && !query.hasNextPage && (
        <p className={styles.text}>{texts.none}</p>
      )}
      {images.length > 0 && (
        <SheetGrid
          sheet={`${label}`}
          name={name}
          photos={images.map(({ image, thumbnailUrl, isHeld }) => ({
            id: image,
            thumbnailUrl,
            isTicked: isHeld !== (changed.has(image) || waiting.has(image)),
            isMissing: false,
            isChanged: changed.has(image) || waiting.has(image),
          }))}
          at={at}
          clock={undefined}
          isCovered={isAsking}
          columns={columns}
          onMove={setAt}
          onToggle={toggle}
          onOpen={(place) =>
            window.open(`/p/${project}/images/${images[place]?.image}`, "_blank", "noopener")
          }
        />
      )}
      {query.hasNextPage && (
        <Button
          variant="default"
          className={styles.more}
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {texts.more}
        </Button>
      )}
      <footer className={styles.bar}>
        <span role="status">
          {send.data ? texts.sent(send.data.sent.length, send.data.unchanged) : texts.changed(toSend.length)}
        </span>
        {send.data && send.data.sent.length > 0 && (
          <Button
            variant="default"
            loading={takeBack.isPending}
            onClick={() => takeBack.mutate(send.data.sent)}
          >
            {texts.undo}
          </Button>
        )}
        {toSend.length > 0 && (
          <>
            <Button variant="default" onClick={() => setChanged(new Set())}>
              {texts.forget}
            </Button>
            <Button onClick={() => setAsking(true)}>{texts.review}</Button>
          </>
        )}
        {failure && (
          <span role="alert" className={styles.problem}>
            {explainFailure(failure).text}
          </span>
        )}
      </footer>
      {isAsking && (
        <QuestionDialog
          title={texts.askTitle(toSend.length)}
          yes={texts.send}
          no={texts.cancel}
          onYes={() => send.mutate(toSend)}
          onNo={() => setAsking(false)}
        >
          <p>{texts.ask(name, added, toSend.length - added)}</p>
        </QuestionDialog>
      )}
    </div>
  );
}

/** The most images per request. */
const atOnce = 500;

/** Sends each image to an expert with what the lead saw; those already waiting for one stay. */
async function sendChanged(project: string, name: string, images: LabelGrid["images"]) {
  const sent: string[] = [];
  let unchanged = 0;
  for (const isHeld of [true, false]) {
    const some = images.filter((one) => one.isHeld === isHeld);
    for (let first = 0; first < some.length; first += atOnce) {
      const chunk = some.slice(first, first + atOnce);
      const reply = await call(sendImages, {
        params: { project },
        body: {
          images: chunk.map(({ image }) => image),
          to: "refinement",
          reason: isHeld ? texts.notThere(name) : texts.there(name),
        },
      });
      const stays = new Set(reply.unchanged.map(({ key }) => key));
      sent.push(...chunk.flatMap(({ image, key }) => (stays.has(key) ? [] : [image])));
      unchanged += stays.size;
    }
  }
  return { sent, unchanged };
}
