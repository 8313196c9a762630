import { createHash } from "node:crypto";

export const isWebAddress = (text: string): boolean => /^\s*https?:\/\//i.test(text);

/**
 * The name of an image from the web, and its place in the folder of such images: host and path, plus a hash of the
 * query if there is one.
 *
 * @returns undefined if it is no address
 */
export function nameOfAddress(written: string): string | undefined {
  const text = written.trim();
  if (!isWebAddress(text) || !URL.canParse(text)) return undefined;
  const { hostname, port, pathname, search } = new URL(text);
  const parts = pathname.split("/").map(readable);
  const last = parts.pop() || "index";
  const mark = search === "" ? "" : `~${createHash("sha256").update(search).digest("hex").slice(0, 8)}`;
  const [, stem = last, end = ""] = /^(.+)(\.\w{1,5})$/.exec(last) ?? [];
  const host = hostname.replaceAll(/[[\]:]/g, "_") + (port === "" ? "" : `_${port}`);
  return [host, ...parts, `${stem}${mark}${end}`].join("/");
}

/** Percent-decoded, unless that would add separators or control characters. */
function readable(part: string): string {
  try {
    const decoded = decodeURIComponent(part);
    return /[/\\\p{Cc}]/u.test(decoded) ? part : decoded;
  } catch {
    return part;
  }
}
