import { expect, it } from "vitest";
import { settleLanguage } from "./settleLanguage.ts";

it.each([
  {
    who: "an account's own language stays, whoever chose before the sign-in",
    own: "de",
    chosen: "ko",
    language: "de",
    keep: false,
  },
  {
    who: "an account without one takes what was chosen",
    own: null,
    chosen: "ko",
    language: "ko",
    keep: true,
  },
  { who: "English is a choice like any other", own: null, chosen: "en", language: "en", keep: true },
  { who: "what a browser wants is nobody's choice", own: null, chosen: null, language: "fr", keep: false },
] as const)("$who", ({ own, chosen, language, keep }) => {
  expect(settleLanguage(own, chosen, "fr")).toEqual({ language, keep });
});
