import { expect, it } from "vitest";
import { nameInLanguage } from "./labelNames.ts";

const goldfish = {
  name: "goldfish",
  synonyms: ["Carassius auratus"],
  names: { ko: ["금붕어", "금어"], en: ["goldfish"] },
};

it("calls a label by its name in a language, with the main name first beside it", () => {
  expect(nameInLanguage(goldfish, "ko")).toMatchObject({
    name: "금붕어",
    synonyms: ["goldfish", "금어", "Carassius auratus"],
  });
});

it("leaves a label as it is that has no name in the language, or the same", () => {
  for (const language of ["de", "en"] as const) expect(nameInLanguage(goldfish, language)).toBe(goldfish);
  const plain = { name: "cup", synonyms: [] };
  expect(nameInLanguage(plain, "ko")).toBe(plain);
});
