import { queryOptions } from "@tanstack/react-query";
import { listWebhooks } from "../../../contract/webhooks.ts";
import { call } from "../call.ts";

export const webhooksQuery = (project: string) =>
  queryOptions({
    queryKey: ["webhooks", project],
    queryFn: ({ signal }) => call(listWebhooks, { params: { project }, signal }),
  });
