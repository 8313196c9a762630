import type { Matter } from "../../../contract/inbox.ts";
import { words } from "../../words/words.ts";

/** What a matter is about, in a few words, where there is no room for more. */
export function nameOfMatter(matter: Matter): string {
  const about = "image" in matter ? matter.image.key : "person" in matter ? matter.person.name : undefined;
  const kind = words.inbox.kinds[matter.kind];
  return about === undefined ? kind : `${kind}: ${about}`;
}
