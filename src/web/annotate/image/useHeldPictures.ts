import { useEffect, useMemo, useState } from "react";
import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import { useEachTime } from "../../components/useEachTime.ts";
import { canHoldPictures, createPictureHolder } from "../../offline/pictures.ts";
import type { Session } from "../state/session.ts";

/** Makes the browser store the images ahead, and the exemplars of their first groups. */
export function useHeldPictures(
  { queue, works }: Session,
  labels: ReadonlyMap<number, LabelWithExemplars> | undefined,
): void {
  const [hold] = useState(() =>
    canHoldPictures()
      ? { images: createPictureHolder("images"), exemplars: createPictureHolder("exemplars") }
      : undefined,
  );
  // Nothing more is stored once the page is left.
  useEffect(() => () => void Promise.all([hold?.images([]), hold?.exemplars([])]), [hold]);
  // The pictures depend on the queue, not on answers.
  const ahead = useMemo(() => ({ queue, labels }), [queue, labels]);
  useEachTime(ahead, () => {
    const views = queue.flatMap((id) => works[id]?.view ?? []);
    if (!hold || !labels || views.length === 0) return;
    const holdAll = () => {
      const shown = new Set(views.flatMap(({ cards, groupSize }) => cards.slice(0, groupSize)));
      const exemplars = [...shown].flatMap(({ label }) => labels.get(label)?.exemplars ?? []);
      void hold
        .images(views.map(({ image }) => image.screenUrl))
        .then(() => hold.exemplars([...new Set(exemplars.map(({ url }) => url))]));
    };
    // What the page itself shows comes first.
    const timer = setTimeout(holdAll, 300);
    window.addEventListener("online", holdAll);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", holdAll);
    };
  });
}
