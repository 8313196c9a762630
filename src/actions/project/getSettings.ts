import type { SettingsView } from "../../contract/project/settings.ts";
import { changeKinds, settingNames, settingsThatDiffer } from "../../core/project/settingRules.ts";
import { settingsOf } from "../../core/project/settings.ts";
import { findLatestEvent } from "../../db/event.ts";
import { findPersonName } from "../../db/people/person.ts";
import { getProject } from "../../db/project/project.ts";
import { listReleasesOf } from "../../db/releases.ts";
import type { Db } from "../../db/schema.ts";
import { hasWork } from "../../db/tasks/assignmentCounts.ts";

/** The rules of a project, and which of them may still change. */
export async function getSettings(
  { db }: { db: Db },
  { project: id }: { project: string },
): Promise<SettingsView> {
  const { settings, settingsVersion, archivedAt } = await getProject(db, id);
  const workBegan = await hasWork(db, id);
  const last = await findLatestEvent(db, id, "settings-changed");
  return {
    settings,
    version: settingsVersion,
    differing: settingsThatDiffer(settings, settingsOf[settings.preset]),
    workBegan,
    fixed: workBegan ? settingNames.filter((name) => changeKinds[name] === "fixed") : [],
    changed: last ? { by: await findPersonName(db, last.personId), at: last.at } : null,
    archivedAt,
    releases: (await listReleasesOf(db, id)).length,
  };
}
