import { expect, it } from "vitest";
import type { ImageStatus } from "../../core/images/imageStatus.ts";
import type { DisagreementReason } from "../../core/outcome/findAgreement.ts";
import { imageEventKinds } from "../../core/project/eventKinds.ts";
import type { Role, Stage } from "../../core/tasks/stage.ts";
import { words } from "./words.ts";

// Whoever adds to one of these lists is told by the compiler that words are missing (see actions/closedLists.test).

type Added = "added";

it("a member more is refused by the compiler where it has no words", () => {
  const refused = [
    // @ts-expect-error a stage without a name
    words.roles.stages satisfies Record<Stage | Added, string>,
    // @ts-expect-error a stage without words for when nothing is left
    words.work.stage.allDone satisfies Record<Stage | Added, string>,
    // @ts-expect-error a role without a name
    words.roles.names satisfies Record<Role | Added, string>,
    // @ts-expect-error a reason that nobody is told
    words.disagreement satisfies Record<DisagreementReason | Added, string>,
    // @ts-expect-error a status without a name
    words.images.statuses satisfies Record<ImageStatus | Added, string>,
  ];
  expect(refused).toHaveLength(5);
});

it("every event of an image has words", () => {
  const { kinds } = words.images.page.history;
  expect(Object.keys(kinds).toSorted()).toEqual(imageEventKinds.toSorted());
});
