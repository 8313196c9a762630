import type { FastifyInstance } from "fastify";
import { getThread } from "../../actions/talk/getThread.ts";
import { listTalk } from "../../actions/talk/listTalk.ts";
import { answerFlag, reopenFlag } from "../../actions/talk/settleFlag.ts";
import { editMessage, takeBackMessage, writeMessage } from "../../actions/talk/writeMessage.ts";
import * as contract from "../../contract/talk.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

export function talkRoutes(app: FastifyInstance, services: Services): void {
  const { ctx } = services;

  registerEndpoint(app, services, contract.getThread, {
    access: "member",
    handler: ({ params, person }) => getThread(ctx, { ...params, person }),
  });

  registerEndpoint(app, services, contract.writeMessage, {
    access: "member",
    handler: ({ params, body, person }) => writeMessage(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.editMessage, {
    access: "member",
    handler: ({ params, body, person }) => editMessage(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.takeBackMessage, {
    access: "member",
    handler: ({ params, body, person }) => takeBackMessage(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.answerFlag, {
    access: ["lead", "expert"],
    handler: ({ params, body, person }) => answerFlag(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.reopenFlag, {
    access: ["annotator", "expert"],
    handler: ({ params, body, person }) => reopenFlag(ctx, { ...params, ...body, person }),
  });

  registerEndpoint(app, services, contract.listTalk, {
    access: ["annotator", "expert"],
    handler: ({ params, person }) => listTalk(ctx, { ...params, person }),
  });
}
