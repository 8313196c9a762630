import type { SaveAnnotationBody } from "../../contract/annotation.ts";
import type { AnnotationDraft } from "../../contract/annotationDraft.ts";

/** A request that the server has not answered: sent again unchanged until it does. */
export type Request =
  | { kind: "save"; body: SaveAnnotationBody }
  | { kind: "skip"; body: { operation: string; reason: string } };

/** What is to be saved once the request before it is answered. */
export type Wanted =
  | { kind: "save"; state: SaveAnnotationBody["state"]; annotation: AnnotationDraft }
  | { kind: "skip"; reason: string };

export interface KeptItem {
  revision: number;
  sending: Request | null;
  wanted: Wanted | null;
}

/** Keeps unsaved work where a reload, a crash or a closed tab does not reach it. */
export interface KeptWork {
  read(): [assignment: string, item: KeptItem][];
  write(assignment: string, item: KeptItem | null): void;
}

/** In the browser's local storage, an entry per person, project and image. */
export function keptInBrowser(person: string, project: string, storage: Storage = localStorage): KeptWork {
  const prefix = `multilabelfy.unsaved.${person}.${project}.`;
  return {
    read() {
      const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? "");
      return keys
        .filter((key) => key.startsWith(prefix))
        .flatMap((key) => {
          try {
            return [[key.slice(prefix.length), JSON.parse(storage.getItem(key) ?? "") as KeptItem]];
          } catch {
            return [];
          }
        });
    },
    write(assignment, item) {
      try {
        if (item) storage.setItem(prefix + assignment, JSON.stringify(item));
        else storage.removeItem(prefix + assignment);
      } catch {
        // A full or forbidden storage: the work is still in the page, and the server gets it as usual.
      }
    },
  };
}
