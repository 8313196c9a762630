import { open } from "node:fs/promises";

/** Archives that can be unpacked. */
export type ArchiveKind = "zip" | "tar" | "tar.gz";

/** What a file's first bytes say it is: an archive that can be unpacked, or something else with a name for people. */
export type Sniffed = { archive: ArchiveKind } | { other: string } | undefined;

const others: [signature: string, name: string][] = [
  ["7z\xbc\xaf\x27\x1c", "a 7z archive. Unpack it and import the folder, or pack it as zip or tar.gz"],
  ["Rar!\x1a\x07", "a RAR archive. Unpack it and import the folder, or pack it as zip or tar.gz"],
  ["BZh", "packed by bzip2. Unpack it and import the folder, or pack it as zip or tar.gz"],
  ["\xfd7zXZ\0", "packed by xz. Unpack it and import the folder, or pack it as zip or tar.gz"],
  ["\x28\xb5\x2f\xfd", "packed by zstd. Unpack it and import the folder, or pack it as zip or tar.gz"],
  ["%PDF-", "a PDF document. Save its pictures as JPEG or PNG into a folder and import that"],
  ["\x1aE\xdf\xa3", "a video. Save its frames as JPEG or PNG into a folder and import that"],
  ["\0\0\x01\xba", "a video. Save its frames as JPEG or PNG into a folder and import that"],
];

/**
 * Looks only at the first 512 bytes, as `sniffImage` does; tells split and empty archives from whole ones.
 *
 * @param file absolute path of a readable file
 */
export async function sniffArchive(file: string): Promise<Sniffed> {
  const bytes = Buffer.alloc(512);
  await using handle = await open(file, "r");
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
  const start = bytes.toString("latin1", 0, bytesRead);
  if (start.startsWith("PK\x03\x04") || start.startsWith("PK\x05\x06")) return { archive: "zip" };
  if (start.startsWith("PK\x07\x08")) {
    return { other: "one part of a zip archive that was split. Put the parts together and try again" };
  }
  if (start.startsWith("\x1f\x8b")) return { archive: "tar.gz" };
  if (start.slice(257, 262) === "ustar") return { archive: "tar" };
  const known = others.find(([signature]) => start.startsWith(signature));
  if (known) return { other: known[1] };
  const isVideo =
    (start.slice(4, 8) === "ftyp" && !/^(avif|avis|hei|hev|mif|msf)/.test(start.slice(8, 12))) ||
    (start.startsWith("RIFF") && start.slice(8, 11) === "AVI");
  return isVideo
    ? { other: "a video. Save its frames as JPEG or PNG into a folder and import that" }
    : undefined;
}
