import type { FastifyInstance } from "fastify";
import { readBackupState } from "../../actions/backup/scheduleBackups.ts";
import { type FoundElsewhere, getInbox } from "../../actions/inbox/getInbox.ts";
import { reopenMatters, settleMatters } from "../../actions/inbox/settleMatters.ts";
import * as contract from "../../contract/inbox.ts";
import { countProject } from "../countProject.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

/** A count is reused for this many times as long as it took. */
const rest = 20;

interface Kept {
  counted: FoundElsewhere["counted"];
  /** Valid until then, in milliseconds of `performance.now()`. */
  until: number;
}

export function inboxRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;
  const kept = new Map<string, Kept>();

  /** The side bar of every page asks, each time something happens. */
  async function findCounted(project: string): Promise<FoundElsewhere["counted"]> {
    const known = kept.get(project);
    const began = performance.now();
    if (known && began < known.until) return known.counted;
    const counted = await countProject(services, "matters", project);
    const ended = performance.now();
    kept.set(project, { counted, until: ended + rest * (ended - began) });
    return counted;
  }

  async function findElsewhere(project: string): Promise<FoundElsewhere> {
    const counted = await findCounted(project);
    // The reason names folders, which only those who run the server may see: `doctor` tells it.
    const backups = ctx.backups ? await readBackupState(ctx) : undefined;
    if (!backups?.failure) return { counted };
    return { counted, backup: { at: backups.failure.at, madeAt: backups.madeAt } };
  }

  registerEndpoint(app, services, contract.getInbox, {
    access: ["lead"],
    handler: async ({ params, person }) =>
      getInbox(ctx, { ...params, lead: person, ...(await findElsewhere(params.project)) }),
  });

  registerEndpoint(app, services, contract.settleMatters, {
    access: ["lead"],
    handler: async ({ params, body, person }) =>
      settleMatters(ctx, {
        ...params,
        ...body,
        person,
        lead: person,
        ...(await findElsewhere(params.project)),
      }),
  });

  registerEndpoint(app, services, contract.reopenMatters, {
    access: ["lead"],
    handler: ({ params, body, person }) => reopenMatters(ctx, { ...params, ...body, person }),
  });
}
