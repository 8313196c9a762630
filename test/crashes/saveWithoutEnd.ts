import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import type { SaveReply } from "../../src/contract/tasks/annotation.ts";
import type { WorkPosition } from "../../src/contract/tasks/work.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { makeBrowser, testPassword } from "../../src/server/testServer.ts";
import { makeDraft } from "../factories.ts";

/** One save in so many submits the image; the next one takes the submission back. */
const submitsEvery = 5;

/**
 * An annotator whose page saves again and again, and sends what got no answer once more, unchanged.
 *
 * @param acknowledged by assignment, the comments of the saves that were answered, in their order; is added to
 * @param onAcknowledged told of each save as soon as its answer is here; is waited for before the next one
 */
export async function saveWithoutEnd(
  url: string,
  email: string,
  project: string,
  acknowledged: Map<string, string[]>,
  over: () => boolean,
  onAcknowledged: () => void | Promise<void> = () => {},
) {
  const browser = makeBrowser(url);
  const insist = async (method: string, path: string, body?: unknown): Promise<Response> => {
    while (true) {
      const response = await browser.send(method, path, body).catch(() => undefined);
      // While the server stops or starts, a request may be refused before anything is done with it.
      if (response && response.status !== 503 && response.status !== 429) return response;
      // Eight people who ask without a pause cost more than the server's start.
      await wait(100);
    }
  };
  /** The answer may break off in the middle, which is no answer. */
  const insistOnJson = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    while (true) {
      const response = await insist(method, path, body);
      const text = await response.text().catch(() => undefined);
      if (text === undefined) continue;
      assert.equal(response.status, 200, `${email}: ${method} ${path} was answered ${text}`);
      return JSON.parse(text) as T;
    }
  };
  await insistOnJson("POST", "/api/auth/sign-in/email", { email, password: testPassword });
  const position = await insistOnJson<WorkPosition>("GET", `/api/projects/${project}/work/annotate/next`);
  const assignments = [position.current, ...position.ahead].map((view) => view!.id);

  for (let save = 0; !over(); save++) {
    const assignment = assignments[save % assignments.length]!;
    const known = acknowledged.get(assignment) ?? [];
    const comment = `${email} ${save}`;
    const { saved } = await insistOnJson<SaveReply>("PUT", `/api/assignments/${assignment}/annotation`, {
      operation: newId(),
      revision: known.length,
      state: known.length % submitsEvery === submitsEvery - 1 ? "submitted" : "draft",
      annotation: { ...makeDraft([save % 20]), comment },
    });
    assert.equal(saved.revision, known.length + 1, `${comment} got a revision that is not its own`);
    acknowledged.set(assignment, [...known, comment]);
    await onAcknowledged();
  }
}
