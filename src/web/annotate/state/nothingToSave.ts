import type { AnnotationWork } from "./useAnnotation.ts";

const nothing = () => undefined;

/** What work on a single image of its own lacks of the annotation page: a queue, other tabs, saves that wait. */
export const nothingToSave = {
  status: { kind: "saved", waiting: 0, kept: true },
  isSignedOut: false,
  failure: null,
  refusal: null,
  toast: null,
  conflict: null,
  go: nothing,
  settle: nothing,
  drop: nothing,
  signInAgain: () => void window.open("/sign-in"),
  reload: nothing,
  clearToast: nothing,
  isUnsaved: () => false,
  isBusy: () => false,
} satisfies Partial<AnnotationWork>;
