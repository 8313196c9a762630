import { words } from "../../../words/words.ts";

const { kinds: ofImages } = words.images.page.history;
const { kinds: others } = words.history;
const { kinds: ofLog } = words.security;

/** What was done, to follow the person's name: "submitted an answer". */
export const describeKind = (kind: string): string =>
  ofImages[kind] ?? others[kind] ?? ofLog[kind] ?? kind.replaceAll("-", " ");
