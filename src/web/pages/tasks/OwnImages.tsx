import { Button, SegmentedControl } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { listOwnWork, type OwnWork, type OwnWorkKind, ownWorkKinds } from "../../../contract/tasks/work.ts";
import { call } from "../../client/call.ts";
import { inOwnLanguage, labelSpaceQuery } from "../../client/queries/labelSpace.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";

import { formatRecent } from "../../components/format/formatTime.ts";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { shownReason } from "../../language/shownReason.ts";
import { Thread } from "../../talk/Thread.tsx";
import { words } from "../../words/words.ts";
import styles from "./OwnImages.module.css";

const texts = words.work.images;

interface Props {
  /** The latest ones, shown at first. */
  recent: readonly OwnWork[];
  project: string;
}

/** Every image the person has worked on, latest first, so that a slip noticed late is a click away. */
export function OwnImages({ recent, project }: Props) {
  const [kind, setKind] = useState<OwnWorkKind>("all");
  /** Whether more than the latest ones were requested. */
  const [asked, setAsked] = useState(false);
  const { data: labelSpace } = useQuery(labelSpaceQuery(project));
  const pages = useInfiniteQuery({
    queryKey: ["own-work", project, kind],
    queryFn: ({ pageParam, signal }) =>
      call(listOwnWork, {
        params: { project },
        query: { kind, ...(pageParam === null ? {} : { after: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    enabled: asked || kind !== "all",
    staleTime: 0,
  });
  /** The image whose thread is open. */
  const [talkOf, setTalkOf] = useState<string | null>(null);
  const nameOf = (index: number) => {
    const label = labelSpace?.byIndex.get(index);
    return label ? inOwnLanguage(label).name : words.labelSpace.unknown(index);
  };
  const isWhole = asked || kind !== "all";
  const found = pages.data?.pages.flatMap(({ images }) => images);
  const images = found ?? (kind === "all" ? recent : []);
  return (
    <section className={styles.section} aria-labelledby="own-images">
      <div className={styles.head}>
        <h2 id="own-images">{texts.title}</h2>
        <SegmentedControl
          aria-label={texts.which}
          size="sm"
          value={kind}
          onChange={(value) => setKind(value as OwnWorkKind)}
          data={ownWorkKinds.map((value) => ({ value, label: texts.kinds[value] }))}
        />
      </div>
      <ul className={styles.images}>
        {images.map((image) => (
          <li key={image.assignment}>
            <Link
              to={`/p/$project/${image.stage}`}
              params={{ project }}
              search={{ assignment: image.assignment }}
              className={styles.image}
            >
              <Thumbnail src={image.thumbnailUrl} alt="" loading="lazy" />
              <span className={styles.labels}>{labelWords(image, nameOf)}</span>
              <span className={styles.state}>
                {stateWords(image)} <time dateTime={image.at}>{formatRecent(image.at)}</time>
              </span>
              {image.flag !== null && (
                <span className={styles.flag}>{texts.flagged(shownReason(image.flag))}</span>
              )}
            </Link>
            <button
              type="button"
              className={styles.talk}
              aria-label={words.talk.mine.about(words.talk.acts.talk, labelWords(image, nameOf))}
              onClick={() => setTalkOf(image.image)}
            >
              {words.talk.acts.talk}
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className={styles.none}>
        {pages.error ? pages.error.message : found?.length === 0 ? texts.none[kind] : ""}
      </p>
      {(isWhole ? pages.hasNextPage : recent.length >= shownAtFirst) && (
        <Button
          variant="default"
          loading={pages.isFetching}
          onClick={() => (isWhole ? void pages.fetchNextPage() : setAsked(true))}
        >
          {texts.more}
        </Button>
      )}
      {talkOf !== null && (
        <Dialog title={words.talk.title} onClose={() => setTalkOf(null)}>
          <div className={styles.thread}>
            <Thread project={project} image={talkOf} isLead={false} />
          </div>
        </Dialog>
      )}
    </section>
  );
}

/** With fewer images than this, there are no others. */
const shownAtFirst = 10;

function labelWords({ labels, unsure, noneOfThese }: OwnWork, nameOf: (label: number) => string): string {
  if (noneOfThese) return texts.noneOfThese;
  const named = [...labels.map(nameOf), ...unsure.map((label) => texts.unsure(nameOf(label)))];
  return named.join(", ") || texts.noLabel;
}

function stateWords({ state, locked }: OwnWork): string {
  if (state === "open") return texts.states.open;
  if (state === "skipped") return texts.states.skipped;
  if (state === "blocked") return texts.states.blocked;
  return locked ? texts.states.final : texts.states.submitted;
}
