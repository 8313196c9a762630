import type { Saver } from "./saving.ts";

/** Whether all changes to an image have reached the server, once known: not while it is unreachable. */
export async function whenSaved(
  saver: Pick<Saver<unknown>, "unsaved" | "status" | "subscribe">,
  assignment: string,
): Promise<boolean> {
  const known = () => {
    const { kind } = saver.status();
    if (kind !== "saving" && kind !== "saved") return false;
    return saver.unsaved(assignment) === undefined ? true : undefined;
  };
  const now = known();
  if (now !== undefined) return now;
  return new Promise((resolve) => {
    const stop = saver.subscribe(() => {
      const saved = known();
      if (saved === undefined) return;
      stop();
      resolve(saved);
    });
  });
}
