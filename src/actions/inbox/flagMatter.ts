import { createHash } from "node:crypto";
import { imageUrl } from "../../contract/images/image.ts";
import type { Matter } from "../../contract/inbox.ts";
import { matterId } from "../../core/inbox/matters.ts";
import type { Flag } from "../../db/inbox.ts";

export type FlagMatter = Extract<Matter, { kind: "flag" }>;

export const imageOfMatter = (id: string, key: string) => ({
  id,
  key,
  thumbnailUrl: imageUrl(id, "thumbnail"),
});

export const toFlagMatter = ({
  of,
  image,
  key,
  person,
  name,
  reason,
  at,
  mayBeRefined,
}: Flag): FlagMatter => ({
  // A different reason makes a different flag.
  id: matterId("flag", of, createHash("sha256").update(reason).digest("hex").slice(0, 16)),
  kind: "flag",
  ...{ at, image: imageOfMatter(image, key), person: { id: person, name }, text: reason, mayBeRefined },
});
