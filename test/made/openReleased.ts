import type { Context } from "../../src/actions/context.ts";
import { createAccessToken } from "../../src/actions/people/accessTokens.ts";
import { createRelease } from "../../src/actions/releases/createRelease.ts";
import type { TokenScope } from "../../src/core/people/tokenScope.ts";
import { makeAccount, startTestServer } from "../../src/server/testServer.ts";
import { makePerson, makeProject } from "../factories.ts";
import { answerImage } from "./answerImage.ts";

/** A server with a project of two images, one of them labelled and released, and a token of its lead. */
export async function openReleased(
  database: Context,
  scopes: TokenScope[],
): Promise<{ url: string; project: string; token: string; close: () => Promise<void> }> {
  const ctx = { ...database, now: () => new Date() };
  const { project, imageIds } = await makeProject(ctx, { images: { "a.jpg": [0], "b.jpg": [1] } });
  for (const annotator of ["ann", "bob"]) {
    const person = await makePerson(ctx, project, annotator, ["annotator"]);
    await answerImage(ctx, { project, image: imageIds["a.jpg"]!, person, yes: [0] });
  }
  const lead = { email: "lead@example.org", projectId: project, roles: ["lead" as const] };
  const person = await makeAccount(ctx, lead);
  await createRelease(ctx, { project, name: "first", allowPending: true, person });
  const made = { person, name: "a program", scopes, days: 1, proof: "password" as const };
  const { token } = await createAccessToken(ctx, made);
  return { ...(await startTestServer(ctx)), project, token };
}
