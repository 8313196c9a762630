// What people say of images.
import type { Role } from "../../core/tasks/stage.ts";

/** What somebody wrote of an image. Its earlier texts are in the history. */
export interface MessageTable {
  id: string;
  projectId: string;
  imageId: string;
  personId: string;
  /** As what they wrote it: it decides who may read it (core/talk/mayRead). */
  asRole: Role;
  /** Whom alone it was written to, leads aside; null: whoever may read. */
  toId: string | null;
  /** With people as core/talk/mentions writes them. */
  text: string;
  at: string;
  editedAt: string | null;
  /** From then on its text is shown to nobody. */
  takenBackAt: string | null;
}

/** Somebody who is to see a message: it mentions them, or was written to them. */
export interface MentionTable {
  messageId: string;
  personId: string;
  projectId: string;
  imageId: string;
  at: string;
}

/** When somebody last read what others say of an image: what was written since is new to them. */
export interface ThreadReaderTable {
  imageId: string;
  personId: string;
  at: string;
}
