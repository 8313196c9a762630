import { useEffect, useState } from "react";
import type { NotedLabel } from "../../../contract/labels/labelSpace.ts";
import { type LabelSearch, prepareLabelSearch } from "./searchLabels.ts";

/** Milliseconds after which the preparation begins, even if the page is never idle. */
const latest = 3000;

/** The search over a label space, prepared when the page is idle, well before the search is opened. */
export function useLabelSearch(labels: readonly NotedLabel[] | undefined): LabelSearch | undefined {
  const [search, setSearch] = useState<LabelSearch>();
  useEffect(() => {
    if (!labels) return;
    let gone = false;
    const begin = () => {
      const { now, whole } = prepareLabelSearch(labels);
      setSearch(() => now);
      void whole.then((made) => gone || setSearch(() => made));
    };
    // Safari has no idle callback.
    const wait = window.requestIdleCallback
      ? window.requestIdleCallback(begin, { timeout: latest })
      : window.setTimeout(begin, 200);
    return () => {
      gone = true;
      if (window.cancelIdleCallback) window.cancelIdleCallback(wait);
      else window.clearTimeout(wait);
    };
  }, [labels]);
  return search;
}
