/** A file that a person chose in their browser, and its path. */
export interface PickedFile {
  /** Below the chosen folder, separated by "/"; for single files, the name. */
  path: string;
  file: File;
}

/** What a person chose or dropped. */
export interface Picked {
  /** The name of the folder that holds all of it; undefined for single files. */
  folder: string | undefined;
  files: PickedFile[];
}

/** The files in a field for files or for a folder. */
export function filesOfField(list: FileList): Picked {
  const files = [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  return withoutRoot(files);
}

/** What was dropped: files, and folders with everything in them. */
export async function filesOfDrop({ items }: DataTransfer): Promise<Picked> {
  // Entries are available only during the event.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files: PickedFile[] = [];
  for (const entry of entries) await walk(entry, files);
  const [only] = entries;
  return entries.length === 1 && only?.isDirectory ? withoutRoot(files) : { folder: undefined, files };
}

async function walk(entry: FileSystemEntry, files: PickedFile[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    files.push({ path: entry.fullPath.replace(/^\//, ""), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader returns part of a folder at a time, and nothing after the last part.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    for (const one of some) await walk(one, files);
  }
}

/** Makes paths begin below the chosen folder, whose own name is no label. */
function withoutRoot(files: PickedFile[]): Picked {
  const [first] = files;
  const root = first?.path.split("/", 1)[0] ?? "";
  const isIn = files.length > 0 && files.every(({ path }) => path.startsWith(`${root}/`));
  if (!isIn) return { folder: undefined, files };
  return {
    folder: root,
    files: files.map(({ path, file }) => ({ path: path.slice(root.length + 1), file })),
  };
}

const kept = new Map<string, Picked>();

/** Keeps the choice for the page that sends it, as long as this tab lives. */
export const keepPicked = (project: string, picked: Picked) => kept.set(project, picked);

/** Returns what was kept for a project, once. */
export function takePicked(project: string): Picked | undefined {
  const picked = kept.get(project);
  kept.delete(project);
  return picked;
}
