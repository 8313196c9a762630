import { Failure } from "../../../contract/failure.ts";
import { type Application, listApplications } from "../../../db/rulings/application.ts";
import type { Db } from "../../../db/schema.ts";

/** @throws Failure `not-found` where the project has none with this id */
export async function getApplication(db: Db, project: string, id: string): Promise<Application> {
  const [application] = await listApplications(db, project, { id });
  if (!application) {
    throw new Failure("not-found", "There is no such list of images: it may have been drawn anew meanwhile.");
  }
  return application;
}
