import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Failure } from "../../contract/failure.ts";
import { hasImageExtension, isMetadata } from "../../core/images/fileNames.ts";
import { roomAt } from "../../disk/roomAt.ts";
import { explainWriting } from "../explainWriting.ts";
import { imageName } from "../images/imageName.ts";
import { defaultMaxBytes } from "../readFileBytes.ts";

/** Limits on an archive's content, so that one of a few bytes cannot fill a disk. */
export interface ArchiveLimits {
  entries: number;
  /** All files together, unpacked. */
  bytes: number;
  /** One file, unpacked. */
  fileBytes: number;
  /** Unpacked to packed size. Photos are already compressed, so theirs is near 1. */
  ratio: number;
}

export const archiveLimits: ArchiveLimits = {
  entries: 2_000_000,
  bytes: 1e12,
  fileBytes: defaultMaxBytes,
  ratio: 200,
};

/** Up to this many bytes, no ratio is dangerous. */
const harmlessBytes = 50e6;

/** An entry that is left out, and why. */
export interface LeftOut {
  path: string;
  reason: string;
}

/** Whether a file beside images may describe them: `metadata.jsonl`, a card, or a WebDataset's sample files. */
const tellsOfImages = (path: string): boolean =>
  isMetadata(path) || /(^|\/)readme\.md$/i.test(path) || /\.(json|cls)$/i.test(path);

/** Receives the entries, and refuses what an archive may not do. */
export class UnpackTarget {
  readonly leftOut: LeftOut[] = [];
  private readonly file: string;
  private readonly folder: string;
  private readonly limits: ArchiveLimits;
  private readonly signal: AbortSignal | undefined;
  private readonly names = new Set<string>();
  private entries = 0;
  private bytes = 0;

  constructor(file: string, folder: string, limits: ArchiveLimits, signal: AbortSignal | undefined) {
    this.file = file;
    this.folder = folder;
    this.limits = limits;
    this.signal = signal;
  }

  refuse(why: string): Failure {
    return new Failure("bad-file", `${this.file}: ${why} Nothing was imported.`);
  }

  damaged(why: string): Failure {
    return this.refuse(`the archive is damaged: ${why}. Copy it again from its source.`);
  }

  /** Counts an entry before anything of it is unpacked. @param packed bytes of the archive */
  count(bytes: number, packed: number): void {
    this.signal?.throwIfAborted();
    const { limits } = this;
    this.entries++;
    this.bytes += bytes;
    if (this.entries > limits.entries) {
      throw this.refuse(`it holds more than ${limits.entries} files. Unpack it, and import the folder.`);
    }
    if (this.bytes > limits.bytes) {
      throw this.refuse(
        `it would unpack to more than ${limits.bytes / 1e9} GB. Unpack it, and import the folder.`,
      );
    }
    if (this.bytes > harmlessBytes && this.bytes > limits.ratio * packed) {
      throw this.refuse(
        `it would unpack to more than ${limits.ratio} times its size, as no photos do. Unpack it, and import the folder.`,
      );
    }
  }

  /** @throws Failure `disk-full` if this many bytes do not fit */
  async needRoom(bytes: number): Promise<void> {
    const room = roomAt(this.folder)?.bytes;
    if (room === undefined || bytes < room) return;
    throw new Failure(
      "disk-full",
      `${this.file} unpacks to ${Math.ceil(bytes / 1e6)} MB, and the disk of ${dirname(this.folder)} has room for ${Math.floor(room / 1e6)}. Make room there. Nothing was imported.`,
    );
  }

  /** The path of an entry. @throws Failure if it leads out of the archive or occurs twice */
  pathOf(name: string): string {
    const path = imageName(name.replaceAll("\\", "/")).replace(/\/$/, "");
    if (/^\/|^[a-z]:/i.test(path) || path.split("/").includes("..")) {
      throw this.refuse(`it holds a path that leads out of it (${JSON.stringify(name)}).`);
    }
    if (/[\p{Cc}\ufffd]/u.test(path)) {
      throw this.refuse(
        `it holds a name with control characters or letters that are not UTF-8 (${JSON.stringify(name)}).`,
      );
    }
    if (this.names.has(path))
      throw this.refuse(`it holds two files called ${JSON.stringify(path)}. Keep one.`);
    this.names.add(path);
    return path;
  }

  leaveOut(path: string, reason: string): void {
    this.leftOut.push({ path, reason });
  }

  /** Whether an entry's content is wanted. */
  wants(path: string, bytes: number): boolean {
    if (!hasImageExtension(path) && !tellsOfImages(path)) return false;
    if (bytes <= this.limits.fileBytes) return true;
    const max = Math.floor(this.limits.fileBytes / 1e6);
    this.leaveOut(path, `It has ${Math.ceil(bytes / 1e6)} MB; at most ${max} MB are read. Make it smaller.`);
    return false;
  }

  /** Writes an entry; one without content only serves to be counted. @param open called once its folder exists */
  async write(path: string, open: (() => Readable | Promise<Readable>) | undefined): Promise<void> {
    const target = join(this.folder, path);
    try {
      await mkdir(dirname(target), { recursive: true });
      await (open
        ? pipeline(await open(), createWriteStream(target, { flags: "wx" }))
        : writeFile(target, ""));
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (["EEXIST", "ENOTDIR", "EISDIR"].includes(code)) {
        throw this.refuse(`it holds a file and a folder called ${JSON.stringify(path)}.`);
      }
      if (code === "ENAMETOOLONG") throw this.refuse(`the name ${JSON.stringify(path)} is too long.`);
      throw explainWriting(error, target);
    }
  }
}
