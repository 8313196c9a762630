import { describe, expect, it } from "vitest";
import type { Ruling } from "../../../contract/rulings/rulings.ts";
import { rulingsOnCard } from "./rulings.ts";

const rule = (version: number, first: number, second: number, kind: Ruling["kind"]): Ruling => ({
  version,
  labels: [first, second],
  kind,
  text: "",
  examples: [],
});
/** A wheel is part of a car; a car is a vehicle; a wheel is not a tyre. */
const [wheel, car, vehicle, tyre] = [1, 2, 3, 4];
const rulings = [
  rule(1, wheel, car, "part-of"),
  rule(2, car, vehicle, "is-a"),
  rule(3, wheel, tyre, "exclude"),
];
const on = (label: number, ticked: number[], isFocused = false) =>
  rulingsOnCard(label, rulings, { ticked: new Set(ticked), isFocused }).map(({ ruling, isAgainst }) =>
    isAgainst ? -ruling.version : ruling.version,
  );

describe("the rulings on a card", () => {
  it("come when one of the pair is ticked, here or on another card, or the card has the focus", () => {
    expect([wheel, car, vehicle, tyre].map((label) => on(label, []))).toEqual([[], [], [], []]);
    expect(on(wheel, [], true)).toEqual([1, 3]);
    expect(on(wheel, [car])).toEqual([1]);
    expect(on(car, [wheel])).toEqual([1]);
    expect(on(vehicle, [wheel])).toEqual([]);
  });

  it("begin with what the ticks are against", () => {
    expect(on(car, [wheel, car])).toEqual([-2, 1]);
    expect(on(car, [wheel, car, vehicle])).toEqual([1, 2]);
    expect(on(wheel, [wheel, tyre])).toEqual([-3, 1]);
    expect(on(tyre, [wheel])).toEqual([3]);
  });

  it("name the other label, and on which side this one stands", () => {
    const [first] = rulingsOnCard(car, rulings, { ticked: new Set([wheel]), isFocused: false });
    expect(first).toMatchObject({ other: wheel, isFirst: false });
  });
});
