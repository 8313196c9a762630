import { z } from "zod";

/**
 * One request that the server answers: the single description from which the route, the browser's call and the
 * OpenAPI document are made.
 */
export interface Endpoint<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  /** Its name in code and in the OpenAPI document. */
  name: string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** With `:name` for each parameter. */
  path: string;
  summary: string;
  params: Params;
  query: Query;
  body: Body;
  reply: Reply;
}

const nothing = z.strictObject({});

/** Describes an endpoint; parts left out are empty. */
export function endpoint<
  Params extends z.ZodObject = typeof nothing,
  Query extends z.ZodObject = typeof nothing,
  Body extends z.ZodType = z.ZodUndefined,
  Reply extends z.ZodType = z.ZodType,
>(description: {
  name: string;
  method: Endpoint["method"];
  path: string;
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  reply: Reply;
}): Endpoint<Params, Query, Body, Reply> {
  return {
    params: nothing as unknown as Params,
    query: nothing as unknown as Query,
    body: z.undefined() as unknown as Body,
    ...description,
  };
}

export const id = z.string().min(1).max(64);

/** The body of every failed request's reply. */
export const failureReply = z.strictObject({
  code: z.string(),
  message: z.string(),
  details: z.unknown().optional(),
});
