import type { FastifyInstance } from "fastify";
import { getNextSheets } from "../../actions/contains/getNextSheets.ts";
import { getSheet } from "../../actions/contains/getSheet.ts";
import { saveSheet } from "../../actions/contains/saveSheet.ts";
import * as contract from "../../contract/contains/sheet.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

/** Sheets are each annotator's own; a lead makes them, and sees what came of them. */
export function containsRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getNextSheets, {
    access: ["annotator"],
    handler: ({ params, person }) => getNextSheets(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.getSheet, {
    access: ["annotator"],
    handler: ({ params, person }) => getSheet(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.saveSheet, {
    access: ["annotator"],
    handler: ({ params, body, person }) => saveSheet(ctx, { ...params, ...body, person }),
  });
}
