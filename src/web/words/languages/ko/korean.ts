// Korean. One word for each thing, so that later words stay the same:
//   label: 라벨                image: 이미지 (장)      batch: 배치
//   tick: 선택                 unsure: 확실하지 않음   none of these: 해당 없음
//   submit: 제출               skip: 건너뛰기          flag: 신고
//   annotate: 라벨링           refine: 정제            review: 검토
//   exemplar: 예시             guideline: 지침         ruling: 판정
//   lead: 관리자               expert: 전문가          annotator: 라벨 작업자
//   settle: 결정               sheet: 시트             audit sample: 감사 표본
// Sentences end in 합니다체, requests in ~하세요, buttons in nouns. After a name that may end in a vowel or not: 을(를), 이(가).
import type { Translation } from "../translation.ts";
import { annotate } from "./annotate.ts";
import { auditSample, careful, refinement, review, rulingEffect, rulings, severity } from "./experts.ts";
import * as pages from "./pages.ts";
import { talk } from "./talk.ts";
import { contains, exemplars, keys, qualification, saving, vote } from "./tasks.ts";
import { tutorial } from "./tutorial.ts";

const { imagesPage: images, ...others } = pages;

export const korean: Translation = {
  ...others,
  ...{ annotate, auditSample, careful, contains, exemplars, images, keys, qualification },
  ...{ refinement, review, rulingEffect, rulings, saving, severity, talk, tutorial, vote },
};
