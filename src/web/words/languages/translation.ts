import type { words } from "../words.ts";

/** The same texts in another language: functions take the same, and give a text. */
type InLanguage<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { [Key in keyof T]: InLanguage<T[Key]> };

type English = typeof words;

/**
 * What annotators and experts read, in another language; a word that is missing does not compile. What leads alone read
 * stays English: where an area holds both, only the part of the others is here.
 */
export type Translation = InLanguage<{
  account: English["account"];
  annotate: English["annotate"];
  auditSample: Omit<English["auditSample"], "draw">;
  careful: English["careful"];
  contains: Omit<English["contains"], "lead">;
  entrance: English["entrance"];
  exemplars: English["exemplars"];
  failures: Omit<English["failures"], "noCanvas" | "noPng">;
  gold: Pick<English["gold"], "answering">;
  guideline: Pick<
    English["guideline"],
    "title" | "titleOf" | "version" | "written" | "none" | "noneForOthers" | "changes" | "news" | "dialog"
  >;
  home: English["home"];
  images: Pick<English["images"], "noLabel">;
  keys: English["keys"];
  labels: { note: Pick<English["labels"]["note"], "mark"> };
  labelSpace: English["labelSpace"];
  language: English["language"];
  people: Pick<English["people"], "waiting">;
  qualification: Omit<English["qualification"], "lead">;
  refinement: English["refinement"];
  review: Omit<English["review"], "lead">;
  roles: English["roles"];
  rulingEffect: Pick<English["rulingEffect"], "sample" | "says">;
  rulings: Pick<
    English["rulings"],
    | "title"
    | "states"
    | "meaning"
    | "onCard"
    | "against"
    | "more"
    | "moreInWords"
    | "open"
    | "key"
    | "dialog"
    | "example"
    | "examples"
  >;
  saving: English["saving"];
  secondFactor: English["secondFactor"];
  security: {
    again: English["security"]["again"];
    sessions: Omit<English["security"]["sessions"], "systems">;
  };
  severity: Omit<English["severity"], "lead">;
  shell: Omit<English["shell"], "pages" | "areas" | "copy"> & {
    pages: Pick<English["shell"]["pages"], "work" | "guideline">;
    copy: Omit<English["shell"]["copy"], "onlyHere" | "command">;
  };
  talk: Omit<English["talk"], "none">;
  tokens: Omit<English["tokens"], "choices">;
  tutorial: English["tutorial"];
  vote: Omit<English["vote"], "settling">;
  work: English["work"];
}>;
