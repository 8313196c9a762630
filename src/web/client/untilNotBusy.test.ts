import { expect, it, vi } from "vitest";
import { CallFailure } from "./call.ts";
import { untilNotBusy } from "./untilNotBusy.ts";

const busy = () => new CallFailure(429, "too-many-requests", "Many sign in.", { isBusy: true }, 5000);
const locked = () => new CallFailure(429, "too-many-requests", "Too many failed tries.", {}, 60_000);
const wrong = () => new CallFailure(401, "wrong-login", "No match.");

function tryWith(answers: (() => Error | string)[]) {
  vi.useFakeTimers();
  const stop = new AbortController();
  const waits: number[] = [];
  let asked = 0;
  const outcome = untilNotBusy(
    async () => {
      const answer = answers[asked++]!();
      if (answer instanceof Error) throw answer;
      return answer;
    },
    { onWait: (ms) => waits.push(ms), signal: stop.signal, chance: () => 0.5 },
  ).catch((error: CallFailure) => error.code);
  return { outcome, waits, stop, asked: () => asked };
}

it("asks again after the time that the server names, and a little chance, until it is answered", async () => {
  const { outcome, waits, asked } = tryWith([busy, busy, () => "in"]);
  await vi.advanceTimersByTimeAsync(5999);
  expect(asked()).toBe(1);
  await vi.advanceTimersByTimeAsync(6001);
  expect(await outcome).toBe("in");
  expect(waits).toEqual([6000, 6000]);
});

it("does not ask again where the answer was no, or too many tries were wrong, or the page was left", async () => {
  for (const [answers, code] of [
    [[wrong], "wrong-login"],
    [[locked], "too-many-requests"],
    [[busy, wrong], "wrong-login"],
  ] as const) {
    const { outcome, asked } = tryWith([...answers]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect([await outcome, asked()]).toEqual([code, answers.length]);
  }
  const left = tryWith([busy, () => "in"]);
  await vi.advanceTimersByTimeAsync(1000);
  left.stop.abort();
  await vi.advanceTimersByTimeAsync(20_000);
  expect([await left.outcome, left.asked()]).toEqual(["too-many-requests", 1]);
});
