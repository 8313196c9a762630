import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import type { AssignmentView } from "../../../contract/tasks/work.ts";
import { exemplarsQuery } from "../../client/queries/labelSpace.ts";
import { useEachTime } from "../../components/useEachTime.ts";
import type { Session } from "../state/session.ts";
import { afterPaint } from "../time/afterPaint.ts";

/** More than the next images and their exemplars together. */
const kept = 200;

/** Loads the versions of the exemplars that the next images show. */
export function useExemplarsAhead({ queue, works }: Session): void {
  const client = useQueryClient();
  // The images depend on the queue, not on answers.
  useEachTime(queue, () =>
    afterPaint(() => {
      const views = queue.flatMap((id) => works[id]?.view ?? []);
      const versions = new Map(views.map((view) => [`${view.project} ${view.exemplarVersion}`, view]));
      for (const { project, exemplarVersion } of versions.values())
        void client.prefetchQuery(exemplarsQuery(project, exemplarVersion));
    }),
  );
}

/** Loads and decodes the next images, and the first exemplars of their first groups. */
export function usePreload(
  { queue, works }: Session,
  labels: ReadonlyMap<number, LabelWithExemplars> | undefined,
): void {
  // The elements are kept, so that the browser keeps the decoded pictures.
  const pictures = useRef(new Map<string, HTMLImageElement>());
  const shown = useMemo(() => ({ queue, labels }), [queue, labels]);
  useEachTime(shown, () =>
    afterPaint(() => {
      const ahead = queue.flatMap((id) => works[id]?.view ?? []).slice(0, 4);
      const first = (view: AssignmentView) => view.cards.slice(0, view.groupSize);
      const exemplars = (view: AssignmentView) =>
        first(view).flatMap(
          (card) =>
            labels
              ?.get(card.label)
              ?.exemplars.slice(0, 3)
              .map(({ url }) => url) ?? [],
        );
      const urls = [...ahead.map((view) => view.image.screenUrl), ...ahead.flatMap(exemplars)];
      for (const url of urls) {
        if (pictures.current.has(url)) continue;
        const picture = new Image();
        picture.src = url;
        // A picture that does not load is reported where it is shown.
        picture.decode().catch(() => {});
        pictures.current.set(url, picture);
      }
      for (const url of [...pictures.current.keys()].slice(0, -kept)) pictures.current.delete(url);
    }),
  );
}
