import { useEffect, useRef } from "react";
import type { LabelWithExemplars, NotedLabel } from "../../contract/labelSpace.ts";
import { useKeys } from "../keys/useKeys.ts";
import { annotateKeys, type Commands } from "./annotateKeys.ts";
import { useKinOf } from "./kin.ts";
import { useActiveTime } from "./useActiveTime.ts";
import type { AnnotationWork } from "./useAnnotation.ts";
import { useCommands } from "./useCommands.ts";
import { useLabelSearch } from "./useLabelSearch.ts";
import { useShownTime } from "./useShownTime.ts";

interface Around {
  labels: ReadonlyMap<number, LabelWithExemplars> | undefined;
  /** Without exemplars: what is searched. */
  all: readonly NotedLabel[] | undefined;
  /** Something else lies over the page. */
  isCovered: boolean;
  /** The keys wait, though nothing covers the page. */
  isWaiting?: boolean;
  /** Commands that mean something else here. */
  commands?: Partial<Commands>;
}

/** What a page around a `WorkView` is made of: its commands and keys, the label search, and clocks that run. */
export function useWorkPage(
  annotation: AnnotationWork,
  { labels, all, isCovered, isWaiting = false, commands }: Around,
) {
  const { work, clocks } = annotation;
  const search = useLabelSearch(all);
  const kin = useKinOf(labels);
  const list = useRef<HTMLDivElement>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const page = useCommands(annotation, { list, comment, canSearch: search !== undefined });
  const keys = annotateKeys(work, { ...page.commands, ...commands });
  const covered = (page.open !== null && page.open !== "sheet") || isCovered;
  useKeys(keys, !covered && !isWaiting);
  const group = work ? `${work.view.id} ${work.annotation.group} ${work.annotation.cards.length}` : "";
  useShownTime(list, clocks?.shown, group, covered || page.open === "sheet" || !labels);
  useActiveTime(clocks?.active);
  const { message } = annotation;
  useEffect(() => {
    if (message?.kind === "comment-needed") comment.current?.focus();
  }, [message]);
  return {
    search,
    kin,
    list,
    comment,
    page,
    keys,
    byId: new Map(keys.map((key) => [key.id, key])),
    covered,
  };
}
