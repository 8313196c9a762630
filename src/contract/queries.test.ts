import { expect, it } from "vitest";
import { z } from "zod";
import { listEndpoints } from "../../test/documents/listEndpoints.ts";

/**
 * What may be any text in an address, which servers, proxies and browsers keep: names of images alone. What people write
 * of themselves or others (names, addresses, passwords, comments) travels in the body.
 */
const imageNames = [
  "listAffected.after",
  "listAgreementImages.after",
  "listEffect.after",
  "listEvaluationImages.after",
  "listImages.text",
  "listReleaseDiffImages.after",
];

interface Schema {
  type?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  maxLength?: number;
  anyOf?: Schema[];
}

/** An id, a moment, a number or one of a list tells nothing that somebody wrote. */
const isText = ({ type, enum: list, const: value, format, pattern, maxLength, anyOf }: Schema): boolean =>
  anyOf?.some(isText) ??
  (type === "string" &&
    [list, value, format, pattern].every((limit) => limit === undefined) &&
    (maxLength ?? Number.POSITIVE_INFINITY) > 64);

it("hold ids, numbers and choices alone: nothing that a person wrote stands in an address", async () => {
  const endpoints = await listEndpoints();
  const texts = endpoints.flatMap(({ name, endpoint }) => {
    const { properties = {} } = z.toJSONSchema(endpoint.query, { io: "input" });
    return Object.entries(properties)
      .filter(([, schema]) => isText(schema as Schema))
      .map(([key]) => `${name}.${key}`);
  });
  expect(texts.sort()).toEqual(imageNames);
});
