import type { FastifyInstance } from "fastify";
import {
  createWebhook,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  sendAgain,
  testWebhook,
} from "../../actions/webhooks/webhooks.ts";
import * as contract from "../../contract/webhooks.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

/** External programs that a project's leads have notified of events. */
export function webhookRoutes(app: FastifyInstance, services: Services): void {
  const { ctx, secret, webhooks } = services;

  registerEndpoint(app, services, contract.listWebhooks, {
    access: ["lead"],
    handler: async ({ params }) => ({ webhooks: await listWebhooks(ctx, params) }),
  });

  registerEndpoint(app, services, contract.createWebhook, {
    access: ["lead"],
    handler: ({ params, body, person }) =>
      createWebhook(ctx, {
        ...{ ...params, ...body, person },
        ...{ installation: secret, outside: webhooks.outside },
      }),
  });

  registerEndpoint(app, services, contract.removeWebhook, {
    access: ["lead"],
    handler: async ({ params }) => {
      await removeWebhook(ctx, params);
      return {};
    },
  });

  registerEndpoint(app, services, contract.listDeliveries, {
    access: ["lead"],
    handler: ({ params, query }) => listDeliveries(ctx, { ...params, ...query }),
  });

  registerEndpoint(app, services, contract.testWebhook, {
    access: ["lead"],
    handler: async ({ params }) => {
      await testWebhook(ctx, params);
      webhooks.wake();
      return {};
    },
  });

  registerEndpoint(app, services, contract.sendDeliveryAgain, {
    access: ["lead"],
    handler: async ({ params }) => {
      await sendAgain(ctx, params);
      webhooks.wake();
      return {};
    },
  });
}
