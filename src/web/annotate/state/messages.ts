/** A message about the image shown. */
export type Message =
  | { kind: "ask" }
  | { kind: "main" }
  | { kind: "search" }
  | { kind: "note"; text: string }
  | { kind: "look"; group: number }
  | { kind: "look-all"; group: number }
  | { kind: "undecided"; position: number }
  | { kind: "revealed" }
  | { kind: "not-revealed"; text: string | null }
  | { kind: "comment-needed" }
  | { kind: "not-loaded"; text: string };

export interface Toast {
  /** Changes with every toast. */
  number: number;
  assignment: string;
  kind: "submitted" | "skipped" | "blocked" | "extra";
  labels: readonly number[];
  unsure: readonly number[];
  /** The one of these whose object is the main one. */
  main: number | undefined;
  noneOfThese: boolean;
}
