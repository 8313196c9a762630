// Images, and where they came from.
import type { Generated } from "kysely";

/** A folder that images were imported from: it can move without the images' keys changing. */
export interface ImportRootTable {
  id: string;
  projectId: string;
  /** Absolute; of a folder inside of the data folder, relative to that, with "/": it can move. */
  path: string;
  createdAt: string;
}

/** A run of `import images` that changed something; one that was interrupted and run again is one. */
export interface ImageImportTable {
  id: string;
  projectId: string;
  /** Counts a project's imports from 1. */
  number: number;
  rootId: string;
  /** Absolute path of the folder, manifest or archive. */
  source: string;
  createdAt: string;
  /** null while it runs, or where it was interrupted. */
  completedAt: string | null;
  undoneAt: Generated<string | null>;
  /** When the files that it had copied were removed, after it was undone. */
  tidiedAt: Generated<string | null>;
}

export type FileState = "none" | "unverified" | "ok" | "failed";

export interface ImageTable {
  id: string;
  projectId: string;
  /** Stable name in every file that people exchange: see "image key" in docs/file-formats.md. */
  key: string;
  rootId: string;
  /** Below the root, as it is on disk. */
  path: string;
  fileState: FileState;
  /** Why the file was refused; empty otherwise. */
  failure: string;
  sha256: string | null;
  format: string | null;
  bytes: number | null;
  /** Pixels, upright. */
  width: number | null;
  height: number | null;
  /** 1: not among the project's own images (see the tables gold, repeat and leftOut). */
  isGold: Generated<number>;
  /** 1: it has all its annotations; the database sets it (migrations/0.1.0/annotatedImages.ts). */
  isAnnotated: Generated<number>;
  /** 1: more people are to mark its objects; the database sets it (migrations/0.1.0/objectsWaiting.ts). */
  awaitsObjects: Generated<number>;
  createdAt: string;
  /** The import that brought it; null where that is not known. */
  importId: Generated<string | null>;
}

export interface OriginalLabelTable {
  imageId: string;
  labelIndex: number;
  /** A later import than the image's that brought it; null where it came with the image. */
  importId: Generated<string | null>;
}

/**
 * An image that its project leaves out, because it shows a label: nobody is given it, no count and no release holds it.
 */
export interface LeftOutTable {
  imageId: string;
  projectId: string;
  at: string;
  /** null: somebody at the command line. */
  personId: string | null;
  /** Why a lead left it out; null: it shows a label. */
  reason: Generated<string | null>;
  /** `image.awaitsObjects` as it was before. */
  awaitedObjects: Generated<number>;
}
