import { expect } from "vitest";
import type { Context } from "../../src/actions/context.ts";
import { addGold } from "../../src/actions/gold/addGold.ts";
import { beginPractice } from "../../src/actions/practice/beginPractice.ts";
import { decideQualification } from "../../src/actions/practice/decideQualification.ts";
import { getQualification } from "../../src/actions/practice/getQualification.ts";
import { keepForPractice } from "../../src/actions/practice/keepForPractice.ts";
import { savePractice } from "../../src/actions/practice/savePractice.ts";
import { getNextWork } from "../../src/actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../../src/actions/tasks/saveAnnotation.ts";
import type { QualificationDecision } from "../../src/contract/practice/qualification.ts";
import type { AnnotationDraft } from "../../src/contract/tasks/annotationDraft.ts";
import type { ProjectSettings } from "../../src/core/project/settings.ts";
import type { Stage } from "../../src/core/tasks/stage.ts";
import { makeDraft, makePerson, makeProject, makeSave } from "../factories.ts";

const rules: Partial<ProjectSettings> = {
  qualification: true,
  qualificationImages: 2,
  qualificationMark: 0.7,
  qualificationAttempts: 2,
  annotationMode: "pull",
  goldShare: 0.5,
};

/** What the expert says of every gold image: labels 1 and 2 are there, and 3 could go either way. */
const known = makeDraft([1, 2], { unsure: [3] });

/** A project with practice, made anew by `make`, and what its people do in it. */
export function practiceStudy(use: () => Context) {
  const study = {
    project: "",
    imageIds: {} as Record<string, string>,
    people: { ann: "", ben: "", eva: "", lea: "" },
  };
  const goldKeys = (count: number) => Array.from({ length: count }, (_, at) => `gold-${at}.jpg`);
  const idsOf = (keys: readonly string[]) => keys.map((key) => study.imageIds[key]!);
  const who = (person: string) => ({ project: study.project, person });
  const next = (person: string, stage: Stage = "annotate") => getNextWork(use(), { ...who(person), stage });
  const submit = (person: string, answer: string, annotation: AnnotationDraft = makeDraft([1, 2])) =>
    savePractice(use(), { ...who(person), answer, state: "submitted", annotation });
  const keep = (keys: readonly string[], isPractice = true) =>
    keepForPractice(use(), { project: study.project, person: null, isPractice, images: idsOf(keys) });

  return {
    study,
    goldKeys,
    idsOf,
    who,
    next,
    submit,
    keep,

    /** A project whose first gold images are kept for practice, all of them answered by the expert. */
    async make(settings: Partial<ProjectSettings> = {}, { gold = 4, practice = 3 } = {}) {
      const own = Array.from({ length: 6 }, (_, at) => `own-${at}.jpg`);
      const { project, imageIds } = await makeProject(use(), {
        images: Object.fromEntries([...own, ...goldKeys(gold)].map((key) => [key, [1]])),
        settings: { ...rules, ...settings },
      });
      Object.assign(study, { project, imageIds });
      study.people = {
        ann: await makePerson(use(), project, "ann", ["annotator"]),
        ben: await makePerson(use(), project, "ben", ["annotator"]),
        eva: await makePerson(use(), project, "eva", ["expert", "annotator"]),
        lea: await makePerson(use(), project, "lea", ["lead"]),
      };
      const person = study.people.eva;
      await addGold(use(), { project, person: null, keys: goldKeys(gold) });
      for (let { current } = await next(person, "refine"); current; ) {
        const saved = await saveAnnotation(use(), { person, assignment: current.id, ...makeSave(known) });
        current = saved.next?.current ?? null;
      }
      if (practice > 0) await keep(goldKeys(practice));
    },

    /** One attempt, each image answered alike. @returns the images, in their order */
    async practise(person: string, annotation?: AnnotationDraft): Promise<string[]> {
      const images: string[] = [];
      for (let { current } = await beginPractice(use(), who(person)); current; ) {
        images.push(current.image.id);
        current = (await submit(person, current.id, annotation)).feedback!.qualification.current;
      }
      return images;
    },

    standing: async (person: string) => (await getQualification(use(), who(person))).standing,

    decide: (person: string, decision: QualificationDecision) =>
      decideQualification(use(), { ...who(person), decision, by: study.people.lea }),

    /** What whoever has not passed is told. */
    closed: { code: "not-qualified", message: expect.stringMatching(/practice images come first/) as string },
  };
}
