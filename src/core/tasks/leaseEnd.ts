import type { ProjectSettings } from "../project/settings.ts";

/** When the lease of an image given or saved now ends. */
export const leaseEnd = (now: Date, { leaseMinutes }: Pick<ProjectSettings, "leaseMinutes">): string =>
  new Date(now.getTime() + leaseMinutes * 60_000).toISOString();
