import { useSyncExternalStore } from "react";

const narrow = window.matchMedia("(max-width: 820px)");

/** Whether the page is too narrow for image and cards side by side. */
export function useStacked(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow.addEventListener("change", listener);
      return () => narrow.removeEventListener("change", listener);
    },
    () => narrow.matches,
  );
}
