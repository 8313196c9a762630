import { createHash } from "node:crypto";
import { quoted } from "../fileFailure.ts";
import { manifestPath } from "../images/manifestPath.ts";

export const isWebAddress = (text: string): boolean => /^\s*https?:\/\//i.test(text);

/**
 * Where an image of the web is kept, and so what it is called: by host and path, and a mark of what stands behind a "?".
 *
 * @returns the path below the folder of all of them; or why it is refused
 */
export function placeOfAddress(written: string): { path: string } | { refused: string } {
  const text = written.trim();
  if (!isWebAddress(text) || !URL.canParse(text))
    return {
      refused: `${quoted(written)} is no address, and others of the list are. Keep paths in a list of their own.`,
    };
  const { hostname, port, pathname, search } = new URL(text);
  const parts = pathname.split("/").map(readable);
  const last = parts.pop() || "index";
  const mark = search === "" ? "" : `~${createHash("sha256").update(search).digest("hex").slice(0, 8)}`;
  const [, stem = last, end = ""] = /^(.+)(\.\w{1,5})$/.exec(last) ?? [];
  const host = hostname.replaceAll(/[[\]:]/g, "_") + (port === "" ? "" : `_${port}`);
  return manifestPath([host, ...parts, `${stem}${mark}${end}`].join("/"), "/");
}

/** What an image is called that an address names, as an import from there calls it; any other name as it is. */
export function nameOfAddress(written: string): string {
  const place = isWebAddress(written) ? placeOfAddress(written) : undefined;
  return place !== undefined && "path" in place ? place.path : written;
}

/** As people write it, where that is no longer a path of its own. */
function readable(part: string): string {
  try {
    const decoded = decodeURIComponent(part);
    return /[/\\\p{Cc}]/u.test(decoded) ? part : decoded;
  } catch {
    return part;
  }
}
