import type { TokenScope } from "../../../core/people/tokenScope.ts";
import { countOf } from "../../components/format/formatCount.ts";

/** Access tokens, under Your account. */
export const tokens = {
  title: "Programs that act for you",
  about:
    "A script comes in by a token instead of your password. It sees and does what you may, as far as its scopes go; it never changes your account, nor who may do what.",
  reference: "What programs can ask for",
  none: "You have no token.",
  name: "What it is for",
  nameHint: "You know it again by this, say “nightly export”.",
  scopes: {
    read: ["Read", "Images, labels, votes, statistics and exports that you may see."],
    work: ["Work", "Answer, refine and review as you do."],
    manage: ["Manage", "Settings, batches, releases, labels: what leads do."],
  } satisfies Record<TokenScope, readonly [string, string]>,
  scopesLabel: "What it may do",
  days: "It ends after",
  choices: [7, 30, 90, 365],
  daysOf: (days: number) => (days === 365 ? "a year" : countOf(days, "day")),
  make: "Make a token",
  noScope: "Choose what it may do.",
  made: "Copy the token now: it is not shown again.",
  token: "the token",
  done: "I have copied it",
  until: (time: string) => `ends ${time}`,
  ended: (time: string) => `ended ${time}`,
  used: (time: string) => `last used ${time}`,
  never: "never used",
  revoke: "Revoke",
  revokeOf: (name: string) => `Revoke the token “${name}”`,
} as const;
