import { v7 } from "uuid";

/** A new row's id: sorts by the time of its making, and cannot be guessed (74 random bits). */
export function newId(): string {
  return v7();
}
