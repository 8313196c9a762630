import type { Role } from "../tasks/stage.ts";

/** How far an image is, for those who want to discuss it: annotated, refined, or with its final labels. */
export type Place = "open" | "refining" | "settled";

/**
 * How somebody's own blind answers to an image stand: there are none, one is still to be given, one was given and may
 * still change, or none changes any more.
 */
export type OwnAnswers = "none" | "open" | "given" | "locked";

export interface Reader {
  id: string;
  roles: readonly Role[];
  own: OwnAnswers;
  /** They may still be asked about the image, and must not know what others say about it. */
  mayStillCome: boolean;
}

export interface TalkedOf {
  place: Place;
  /** Gold, for practice, or a copy that somebody answers once more: nobody may learn what it is. */
  isAside: boolean;
}

export interface Said {
  author: string;
  /** As what it was written. */
  as: Role;
  /** Whom alone it was written to, leads aside; null: whoever may read. */
  to: string | null;
}

/**
 * Whether somebody may read what others say of an image. Leads always; experts from its refinement on; who annotated it
 * once its labels are final and their own answer cannot change; and nobody who is still to answer blind.
 */
export function mayReadThread({ roles, own, mayStillCome }: Reader, { place, isAside }: TalkedOf): boolean {
  if (roles.includes("lead")) return true;
  if (isAside || own === "open" || own === "given" || mayStillCome) return false;
  if (roles.includes("expert")) return place !== "open";
  return roles.includes("annotator") && own === "locked" && place === "settled";
}

/**
 * Whether somebody may read one message. What an annotator asks, and what a lead answers to them alone, is theirs and
 * the leads' until the image's labels are final.
 */
export function mayRead(reader: Reader, image: TalkedOf, { author, as, to }: Said): boolean {
  if (reader.roles.includes("lead") || author === reader.id || to === reader.id) return true;
  if (!mayReadThread(reader, image)) return false;
  return image.place === "settled" || (as !== "annotator" && to === null);
}

/**
 * Whether what somebody writes is read by others than leads, as far as they may know that: whether gold, or an image whose
 * answers may still change, is settled would tell of the others' answers.
 */
export const isOpenTo = (reader: Reader, image: TalkedOf): boolean =>
  image.isAside && !reader.roles.includes("lead") ? reader.own === "locked" : mayReadThread(reader, image);

/** Whether a message is its author's, whom it was written to, and the leads' alone, as far as somebody may know that. */
export function isPrivateTo(reader: Reader, image: TalkedOf, { as, to }: Pick<Said, "as" | "to">): boolean {
  if (as !== "annotator" && to === null) return false;
  if (reader.roles.includes("lead")) return image.place !== "settled";
  return !isOpenTo(reader, image) || (image.place !== "settled" && !image.isAside);
}

/** Whether somebody may write of an image: whoever may read, and whoever answers it, to the leads alone. */
export const mayWrite = (reader: Reader, image: TalkedOf): boolean =>
  mayReadThread(reader, image) || (reader.own !== "none" && reader.roles.length > 0);

/** As what somebody writes: an expert's word on an image that they still annotate is an annotator's. */
export function writesAs(reader: Reader, image: TalkedOf): Role {
  if (reader.roles.includes("lead")) return "lead";
  return reader.roles.includes("expert") && mayReadThread(reader, image) ? "expert" : "annotator";
}
