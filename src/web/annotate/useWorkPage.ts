import { useEffect, useRef } from "react";
import type { LabelWithExemplars, NotedLabel } from "../../contract/labelSpace.ts";
import type { Key } from "../keys/key.ts";
import { useKeys } from "../keys/useKeys.ts";
import { annotateKeys, type Commands } from "./annotateKeys.ts";
import { useKinOf } from "./kin.ts";
import { useActiveTime } from "./useActiveTime.ts";
import type { AnnotationWork } from "./useAnnotation.ts";
import { useCommands } from "./useCommands.ts";
import { useFreshImage } from "./useFreshImage.ts";
import { useLabelSearch } from "./useLabelSearch.ts";
import { useShownTime } from "./useShownTime.ts";
import { useTurns } from "./useTurns.ts";

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

/** Keys that act on the cards of the group that is open. */
const onGroupShown = /^(toggle|unsure|nextGroup|up|down|yes|no$|take|sheet|differences)/;

/** It was asked for, by the page or by the server. */
export const isCommentMissing = ({ message, refusal }: AnnotationWork): boolean =>
  message?.kind === "comment-needed" || refusal?.code === "comment-needed";

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
  const fresh = useFreshImage(annotation.session.current);
  const takeTurn = useTurns(() => annotation.isBusy() || page.isLeaving());
  const latest = useRef<readonly Key[]>([]);
  const keys = annotateKeys(work, {
    ...page.commands,
    change(action) {
      if (action.kind !== "focus") fresh.touch();
      page.commands.change(action);
    },
    submit: () => fresh.isMeant() && page.commands.submit(),
    undo() {
      fresh.goBack();
      page.commands.undo();
    },
    ...commands,
  }).map((key): Key => {
    if (key.id.startsWith("submit")) return key;
    const act = () => {
      fresh.touch();
      key.action();
    };
    if (!onGroupShown.test(key.id)) return { ...key, action: act };
    // Which card a key means follows from the group on screen, and that may be another one then.
    const again = () => latest.current.find(({ id }) => id === key.id)?.action();
    return { ...key, action: () => (page.endLook() ? takeTurn(again) : act()) };
  });
  useEffect(() => {
    latest.current = keys;
  });
  const covered = (page.open !== null && page.open !== "sheet") || isCovered;
  useKeys(keys, !covered && !isWaiting);
  const group = work ? `${work.view.id} ${work.annotation.group} ${work.annotation.cards.length}` : "";
  useShownTime(list, clocks?.shown, group, covered || page.open === "sheet" || !labels);
  useActiveTime(clocks?.active);
  const lacksComment = isCommentMissing(annotation);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once more, the focus goes there once more.
  useEffect(() => {
    if (lacksComment) comment.current?.focus();
  }, [lacksComment, annotation.message, annotation.refusal]);
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
