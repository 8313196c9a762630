import { useLayoutEffect, useRef } from "react";
import type { LabelWithExemplars, NotedLabel } from "../../contract/labels/labelSpace.ts";
import { useEachTime } from "../components/useEachTime.ts";
import type { Key } from "../keys/key.ts";
import { useKeyChoices } from "../keys/keyChoices.ts";
import { keyPlace } from "../keys/keyPlace.ts";
import { matchKey } from "../keys/matchKey.ts";
import { useKeys } from "../keys/useKeys.ts";
import { annotateKeys, type Commands } from "./annotateKeys.ts";
import { useKinOf } from "./cards/kin.ts";
import { useFreshImage } from "./image/useFreshImage.ts";
import { useLabelSearch } from "./search/useLabelSearch.ts";
import type { ImageWork } from "./state/imageWork.ts";
import { useTurns } from "./state/useTurns.ts";
import { useActiveTime } from "./time/useActiveTime.ts";
import { useShownTime } from "./time/useShownTime.ts";
import { useCommands } from "./useCommands.ts";

interface Around {
  labels: ReadonlyMap<number, LabelWithExemplars> | undefined;
  /** The labels without exemplars, for the search. */
  all: readonly NotedLabel[] | undefined;
  /** Whether something else covers the page. */
  isCovered: boolean;
  /** Whether keys wait although nothing covers the page. */
  isWaiting?: boolean;
  /** Commands that differ here. */
  commands?: Partial<Commands>;
}

/** Keys that answer a card of the group on screen. */
const answersCard = /^(toggle|unsure)/;

/** The parts of a page around a `WorkView`: commands and keys, the label search, and running clocks. */
export function useWorkPage(
  annotation: ImageWork,
  { labels, all, isCovered, isWaiting = false, commands }: Around,
) {
  const { work, clocks } = annotation;
  const search = useLabelSearch(all);
  const kin = useKinOf(labels);
  const list = useRef<HTMLDivElement>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const choices = useKeyChoices();
  const takeTurn = useTurns({ mustWait, onLost: (count) => page.tellLost(count) });
  const page = useCommands(annotation, { list, comment, canSearch: search !== undefined, takeTurn });
  const fresh = useFreshImage(work?.view.id ?? null);
  // By key, by mouse or in the comment: an image that was answered is not taken for one that has just come.
  const touching: Commands = {
    ...page.commands,
    change(action) {
      if (action.kind !== "focus") fresh.touch();
      page.commands.change(action);
    },
    undo() {
      fresh.goBack();
      page.commands.undo();
    },
  };
  const keys = annotateKeys(work, { ...touching, ...commands });
  const latest = useRef<readonly Key[]>(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });

  /** Whether the page cannot act on a key yet: it would affect another image, or overtake earlier keys. */
  function mustWait(event?: KeyboardEvent): boolean {
    if (annotation.isBusy()) return true;
    if (!page.look.isLooking() || covered) return false;
    if (!event) return true;
    const key = matchKey(keys, event, keyPlace(event.target), choices);
    // Passing groups may be answered as soon as they are seen.
    return key !== undefined && !(answersCard.test(key.id) && page.look.isSeen(event.timeStamp));
  }

  /** Acts on a key; a button with the same command acts in any case. */
  function press(key: Key, { timeStamp }: KeyboardEvent) {
    if (key.id.startsWith("submit")) {
      if (fresh.isMeant(timeStamp)) key.action();
      return;
    }
    fresh.touch();
    const act = () => latest.current.find(({ id }) => id === key.id)?.action();
    // Which card a key means depends on the group that the person saw, which may have changed since.
    if (answersCard.test(key.id)) page.look.aim(timeStamp, act);
    else key.action();
  }

  const covered = (page.open !== null && page.open !== "sheet") || isCovered;
  useKeys(keys, !covered && !isWaiting, press);
  const group = work ? `${work.view.id} ${work.annotation.group} ${work.annotation.cards.length}` : "";
  useShownTime(list, clocks?.shown, group, covered || page.open === "sheet" || !labels);
  useActiveTime(clocks?.active);
  // Each request moves the focus there again.
  useEachTime(annotation.commentAsked, (asked) => {
    if (!asked) return;
    // The server's own words on what is missing are shown beside the comment.
    if (annotation.message?.kind === "comment-needed") page.askWhy();
    else comment.current?.focus();
  });
  return {
    search,
    kin,
    list,
    comment,
    page: { ...page, commands: touching },
    keys,
    byId: new Map(keys.map((key) => [key.id, key])),
    covered,
  };
}
