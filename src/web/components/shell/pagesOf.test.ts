import { expect, test } from "vitest";
import type { Role } from "../../../core/tasks/stage.ts";
import { pagesOf } from "./pagesOf.ts";

const names = (...roles: Role[]) => pagesOf(roles).map(({ name }) => name);

test("each role sees its own pages, and a person with several sees all of theirs", () => {
  const first = ["Overview", "Inbox", "History", "Jobs"];
  const all = [
    "Images",
    "Labels",
    "Audit",
    "People",
    "Batches",
    "Sheets",
    "Gold",
    "Pace",
    "Agreement",
    "No label",
    "Models",
    "Releases",
    "Guideline",
    "Settings",
  ];
  expect(names("lead")).toEqual([...first, ...all]);
  expect(names("annotator")).toEqual(["My work", "Guideline"]);
  expect(names("expert")).toEqual(["My work", "Guideline"]);
  expect(names("lead", "expert")).toEqual([...first, "My work", ...all]);
});
