import { words } from "../../../words/words.ts";

const { kinds: ofImages } = words.images.page.history;
const { kinds: others } = words.history;
const { kinds: ofLog } = words.security;

/** What was done, behind the name of who did it: "submitted an answer". */
export const describeKind = (kind: string): string =>
  ofImages[kind] ?? others[kind] ?? ofLog[kind] ?? kind.replaceAll("-", " ");
