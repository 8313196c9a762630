import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { pack } from "tar-stream";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { type ArchiveKind, sniffArchive } from "./sniffArchive.ts";
import { unpackArchive } from "./unpackArchive.ts";
import { type ArchiveLimits, archiveLimits } from "./unpackTarget.ts";

const folder = await temporaryFolder();
let archives = 0;

const photo = Buffer.from("a photo, as far as an archive is concerned".repeat(100));
const files = { "cat/a.jpg": photo, "dog/b.jpg": Buffer.from("b"), "notes.txt": Buffer.from("much text") };

const makeZip = (entries: Record<string, Uint8Array>) => Buffer.from(zipSync(entries));

async function makeTar(entries: Record<string, Uint8Array | { type: "symlink" | "fifo" }>): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of Object.entries(entries)) {
    if ("type" in content) tar.entry({ name, type: content.type, linkname: "/etc/passwd" });
    else tar.entry({ name }, Buffer.from(content));
  }
  tar.finalize();
  return buffer(tar);
}

async function unpack(bytes: Uint8Array, limits: Partial<ArchiveLimits> = {}) {
  const file = join(folder, `archive-${++archives}`);
  const into = join(folder, `into-${archives}`);
  await writeFile(file, bytes);
  const sniffed = await sniffArchive(file);
  const kind = (sniffed as { archive: ArchiveKind }).archive;
  const result = await unpackArchive({ file, kind, into, limits: { ...archiveLimits, ...limits } }).catch(
    (error: Error) => error.message,
  );
  return { result, left: readdirSync(into), into };
}

const kinds: [kind: string, make: (entries: Record<string, Uint8Array>) => Promise<Buffer>][] = [
  ["zip", async (entries) => makeZip(entries)],
  ["tar", makeTar],
  ["tar.gz", async (entries) => gzipSync(await makeTar(entries))],
];

describe.each(kinds)("a %s", (kind, make) => {
  test("is unpacked: images with their content, other files as names", async () => {
    const { result } = await unpack(await make(files));
    if (typeof result === "string") throw new Error(result);
    const read = (name: string) => readFileSync(join(result.folder, name));
    expect(read("cat/a.jpg").equals(photo)).toBe(true);
    expect(read("dog/b.jpg").toString()).toBe("b");
    expect(read("notes.txt")).toHaveLength(0);
    expect(result.leftOut).toEqual([]);
  });

  test.each([
    ["holds a path that leads out of it", { "../a.jpg": photo }, {}, /leads out of it/],
    ["holds an absolute path", { "/etc/a.jpg": photo }, {}, /leads out of it/],
    ["holds a drive", { "c:/a.jpg": photo }, {}, /leads out of it/],
    ["holds a way out among backslashes", { "a\\..\\..\\b.jpg": photo }, {}, /leads out of it/],
    [
      "holds a name twice, written in two ways",
      { "e\u0301.jpg": photo, "\u00e9.jpg": photo },
      {},
      /two files called/,
    ],
    ["holds a file where a folder is", { a: photo, "a/b.jpg": photo }, {}, /a file and a folder/],
    ["holds too many files", files, { entries: 2 }, /more than 2 files/],
    ["unpacks to too much", files, { bytes: 1000 }, /would unpack to more/],
    [
      "is packed as no photos are",
      { "zero.jpg": Buffer.alloc(60e6) },
      { ratio: 1.5 },
      kind === "tar" ? undefined : /times its size/,
    ],
  ])("that %s is refused, and nothing is left of it", async (_, entries, limits, message) => {
    const { result, left } = await unpack(await make(entries as Record<string, Uint8Array>), limits);
    if (message === undefined) return expect(result).not.toBeTypeOf("string");
    expect(result).toMatch(message);
    expect(result).toMatch(/Nothing was imported/);
    expect(left).toEqual([]);
  });

  test("that is cut anywhere is refused", async () => {
    const whole = await make(files);
    // A tar archive ends with 1,024 zeros, half of which are enough.
    const needed = kind === "tar" ? 520 : 20;
    for (let length = 600; length < whole.length - needed; length += Math.ceil(whole.length / 12)) {
      const { result, left } = await unpack(whole.subarray(0, length));
      expect(result, `${length} bytes`).toMatch(/the archive is damaged/);
      expect(left).toEqual([]);
    }
  });

  test("with an image of too many bytes leaves it out by name", async () => {
    const { result } = await unpack(await make(files), { fileBytes: 100 });
    expect(result).toMatchObject({
      leftOut: [{ path: "cat/a.jpg", reason: expect.stringMatching(/at most/) }],
    });
  });

  test("takes the place of what an interrupted run left", async () => {
    const file = join(folder, `archive-${++archives}`);
    await writeFile(file, await make(files));
    const into = join(folder, `into-${archives}`);
    await mkdir(join(into, ".unpacking-earlier"), { recursive: true });
    const unpacked = await unpackArchive({ file, kind: kind as ArchiveKind, into });
    expect(readdirSync(into)).toEqual([unpacked.folder.split("/").at(-1)]);
  });
});

describe("what only some archives can hold", () => {
  test("changed bytes are found by the checksum", async () => {
    const zip = makeZip({ "a.jpg": [photo, { level: 0 }] as unknown as Uint8Array });
    zip[zip.indexOf("a photo") + 3]! ^= 1;
    expect((await unpack(zip)).result).toMatch(/damaged: a\.jpg cannot be unpacked/);
    const gz = gzipSync(await makeTar(files), { level: 0 });
    gz[gz.indexOf("a photo") + 3]! ^= 1;
    expect((await unpack(gz)).result).toMatch(/does not fit its checksums/);
  });

  test("a password, a split part, an Office document, a packed single file", async () => {
    const zip = makeZip({ "a.jpg": photo });
    // Sets the bit that marks an entry as encrypted, in the entry and in the directory.
    zip[6]! |= 1;
    zip[zip.indexOf("PK\x01\x02") + 8]! |= 1;
    expect((await unpack(zip)).result).toMatch(/protected by a password/);
    const office = await unpack(makeZip({ "[Content_Types].xml": photo, "xl/media/a.jpg": photo }));
    expect(office.result).toMatch(/Office document/);
    expect((await unpack(gzipSync(Buffer.alloc(4000, "image,label\n")))).result).toMatch(
      /single file packed by gzip/,
    );
  });

  test("control characters in names are refused", async () => {
    const { result } = await unpack(await makeTar({ "a\u001b[1m.jpg": photo }));
    expect(result).toMatch(/control characters/);
  });

  test("links and pipes are left out by name", async () => {
    const { result } = await unpack(
      await makeTar({ "a.jpg": photo, "b.jpg": { type: "symlink" }, "c.jpg": { type: "fifo" } }),
    );
    expect(result).toMatchObject({ leftOut: [{ path: "b.jpg" }, { path: "c.jpg" }] });
  });

  test("the system's own tar is read, with long names", async () => {
    const name = `${"long".repeat(30)}/${"name".repeat(30)}.jpg`;
    const source = join(folder, "system");
    await mkdir(join(source, name, ".."), { recursive: true });
    await writeFile(join(source, name), photo);
    const tar = execFileSync("tar", ["-czf", "-", "-C", source, "."]);
    const { result } = await unpack(tar);
    if (typeof result === "string") throw new Error(result);
    expect(readFileSync(join(result.folder, name)).equals(photo)).toBe(true);
  });

  test.each([
    ["7z", "7z\xbc\xaf\x27\x1c", /a 7z archive.*pack it as zip/],
    ["rar", "Rar!\x1a\x07\x01\0", /a RAR archive/],
    ["bz2", "BZh9", /packed by bzip2/],
    ["xz", "\xfd7zXZ\0", /packed by xz/],
    ["pdf", "%PDF-1.7", /a PDF document/],
    ["mp4", "\0\0\0\x18ftypisom", /a video/],
    ["mkv", "\x1aE\xdf\xa3", /a video/],
  ])("a %s is named", async (end, start, message) => {
    const file = join(folder, `other.${end}`);
    await writeFile(file, Buffer.from(start.padEnd(600, "\0"), "latin1"));
    expect(await sniffArchive(file)).toEqual({ other: expect.stringMatching(message) });
  });
});
