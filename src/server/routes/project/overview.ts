import type { FastifyInstance } from "fastify";
import { readBackupState } from "../../../actions/backup/scheduleBackups.ts";
import * as contract from "../../../contract/project/overview.ts";
import { answerCounts } from "../../countProject.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

export function overviewRoutes(app: FastifyInstance, services: Services): void {
  registerEndpoint(app, services, contract.getOverview, {
    access: ["lead"],
    handler: async ({ params }) => {
      const counted = await answerCounts(services, "overview", params.project);
      // Why it failed names folders, which are for whoever runs the server: doctor tells.
      const backups = services.makesBackups ? await readBackupState(services.ctx.dataFolder) : undefined;
      if (!backups?.failure) return counted;
      return { ...counted, backupFailed: { at: backups.failure.at, madeAt: backups.madeAt } };
    },
  });
}
