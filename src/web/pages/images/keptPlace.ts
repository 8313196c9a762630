/** The image that was looked at last of each project's list, until the list is shown again. */
const kept = new Map<string, string>();

export const keepPlace = (project: string, image: string): void => void kept.set(project, image);

/** The image at whose place a list goes on; undefined where none was opened since. */
export const keptPlace = (project: string): string | undefined => kept.get(project);

export const forgetPlace = (project: string): void => void kept.delete(project);
