import { setTimeout as wait } from "node:timers/promises";
import { expect } from "vitest";
import type { SaveReply } from "../src/contract/annotation.ts";
import type { WorkPosition } from "../src/contract/work.ts";
import { newId } from "../src/db/newId.ts";
import { makeBrowser, testPassword } from "../src/server/testServer.ts";
import { makeDraft } from "./factories.ts";

/**
 * An annotator whose page saves again and again, and sends what got no answer once more, unchanged.
 *
 * @param acknowledged by assignment, the comments of the saves that were answered, in their order; is added to
 */
export async function saveWithoutEnd(
  url: string,
  email: string,
  project: string,
  acknowledged: Map<string, string[]>,
  over: () => boolean,
) {
  const browser = makeBrowser(url);
  const insist = async (method: string, path: string, body?: unknown): Promise<Response> => {
    while (true) {
      const response = await browser.send(method, path, body).catch(() => undefined);
      // While the server stops or starts, a request may be refused before anything is done with it.
      if (response && response.status !== 503 && response.status !== 429) return response;
      await wait(20);
    }
  };
  const signedIn = await insist("POST", "/api/auth/sign-in/email", { email, password: testPassword });
  expect(signedIn.status).toBe(200);
  const position = (await (
    await insist("GET", `/api/projects/${project}/work/annotate/next`)
  ).json()) as WorkPosition;
  const assignments = [position.current, ...position.ahead].map((view) => view!.id);

  for (let save = 0; !over(); save++) {
    const assignment = assignments[save % assignments.length]!;
    const known = acknowledged.get(assignment) ?? [];
    const comment = `${email} ${save}`;
    const response = await insist("PUT", `/api/assignments/${assignment}/annotation`, {
      operation: newId(),
      revision: known.length,
      state: "draft",
      annotation: { ...makeDraft([save % 20]), comment },
    });
    expect([comment, response.status]).toEqual([comment, 200]);
    const { saved } = (await response.json()) as SaveReply;
    expect(saved.revision).toBe(known.length + 1);
    acknowledged.set(assignment, [...known, comment]);
  }
}
