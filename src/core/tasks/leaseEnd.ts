import type { ProjectSettings } from "../project/settings.ts";

/** Until when an image that is given or saved now is held. */
export const leaseEnd = (now: Date, { leaseMinutes }: Pick<ProjectSettings, "leaseMinutes">): string =>
  new Date(now.getTime() + leaseMinutes * 60_000).toISOString();
