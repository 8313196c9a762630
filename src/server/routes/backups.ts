import type { FastifyInstance } from "fastify";
import { getBackupPlace } from "../../actions/backup/backupPlace.ts";
import { listBackups } from "../../actions/backup/listBackups.ts";
import { startJob } from "../../actions/jobs/startJob.ts";
import * as contract from "../../contract/backup/backups.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import { nameInstallation } from "../secret.ts";
import type { Services } from "../services.ts";

export function backupRoutes(app: FastifyInstance, services: Services): void {
  const { ctx, jobs } = services;
  const installation = nameInstallation(services.secret);

  registerEndpoint(app, services, contract.listBackups, {
    access: ["lead"],
    handler: () => listBackups(ctx, { installation }),
  });

  registerEndpoint(app, services, contract.startBackup, {
    access: ["lead"],
    confirmed: true,
    handler: async ({ params, person }) => {
      getBackupPlace(ctx);
      const job = await startJob(ctx, { ...params, person, work: { kind: "backup", installation } });
      jobs.wake();
      return job;
    },
  });
}
