import { afterEach, expect, it, vi } from "vitest";
import { Failure } from "../../contract/failure.ts";
import { createTryLimit } from "./tryLimit.ts";

afterEach(() => vi.useRealTimers());

const wrong = async () => {
  throw new Failure("wrong-login", "wrong");
};
const broken = async () => {
  throw new Error("the disk is full");
};

it("lets somebody try again when the period is over", async () => {
  vi.useFakeTimers();
  const attempt = createTryLimit({ max: 2, periodMs: 60_000 });
  for (let tries = 0; tries < 2; tries++) await expect(attempt("ada", wrong)).rejects.toThrow("wrong");
  await expect(attempt("ada", async () => "right")).rejects.toMatchObject({
    code: "too-many-requests",
    details: { retryAfterSeconds: 60 },
  });
  expect(await attempt("ben", async () => "right")).toBe("right");
  vi.advanceTimersByTime(60_000);
  expect(await attempt("ada", async () => "right")).toBe("right");
});

it("does not keep somebody out until a clock that was set back is there again", async () => {
  vi.useFakeTimers();
  const kept = { failed: 2, since: Date.now() + 86_400_000 };
  const store = { find: async () => kept, add: async () => {} };
  expect(await createTryLimit({ max: 2, periodMs: 60_000, store })("ada", async () => "right")).toBe("right");
  const attempt = createTryLimit({ max: 1, periodMs: 60_000 });
  await expect(attempt("ben", wrong)).rejects.toThrow("wrong");
  vi.setSystemTime(Date.now() - 86_400_000);
  expect(await attempt("ben", async () => "right")).toBe("right");
});

it("does not blame people for what breaks in the server", async () => {
  const attempt = createTryLimit({ max: 2, periodMs: 60_000 });
  for (let tries = 0; tries < 5; tries++) await expect(attempt("ada", broken)).rejects.toThrow("disk");
  expect(await attempt("ada", async () => "right")).toBe("right");
});
