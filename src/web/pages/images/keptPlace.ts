/** The last image viewed from each project's list, until the list is shown again. */
const kept = new Map<string, string>();

export const keepPlace = (project: string, image: string): void => void kept.set(project, image);

/** The image at whose place a list continues; undefined if none was opened since. */
export const keptPlace = (project: string): string | undefined => kept.get(project);

export const forgetPlace = (project: string): void => void kept.delete(project);
