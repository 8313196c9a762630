import type { Translation } from "../translation.ts";
import { count } from "./numbers.ts";

export const talk: Translation["talk"] = {
  title: "대화",
  noneOfOwn: "아직 받은 글이 없습니다.",
  entries: "주고받은 글",
  unread: (value) => `새 글 ${count(value)}개`,
  flagged: "이 이미지를 신고했습니다",
  answered: (name) => `${name} 님에게 답했습니다`,
  answeredYou: "신고에 답했습니다",
  toYou: "나에게",
  to: (name) => `${name} 님에게`,
  edited: (at) => `${at} 수정`,
  takenBack: "취소한 글입니다.",
  privateOwn: "나와 관리자만 읽습니다.",
  privateOf: (name) => `이미지의 최종 라벨이 정해질 때까지 ${name} 님과 관리자만 읽습니다.`,
  waits: (names) =>
    `${names} 님은 아직 볼 수 없습니다. 본인의 답이 확정되고 이미지의 라벨이 정해지면 전달됩니다.`,
  states: { open: "관리자를 기다림", answered: "답변함", closed: "종료됨" },
  acts: {
    edit: "수정",
    takeBack: "취소",
    takeBackSure: "이 글을 취소할까요? 취소했다는 사실은 표시되고, 내용은 기록에 남습니다.",
    keep: "그대로 두기",
    reopen: "다시 열기",
    close: "신고 종료",
    answer: "답하고 종료",
    write: "보내기",
    save: "저장",
    cancel: "그만두기",
    talk: "이야기하기",
    show: "보기",
    hide: "숨기기",
  },
  form: {
    label: "이 이미지에 대해 쓰기",
    edit: "글 수정",
    hint: "@로 다른 사람을 언급합니다.",
    forLeads:
      "여기에 쓴 글은 관리자가 읽습니다. 이미지의 최종 라벨이 정해지기 전에는 다른 사람이 읽지 않습니다.",
    whom: "받는 사람",
    everybody: "읽을 수 있는 모든 사람",
    alone: (name) => `${name} 님에게만, 바로`,
    aloneWarns: (name) =>
      `${name} 님이 아직 이 이미지를 작업 중일 수 있습니다. 다른 사람의 답은 말하지 마세요.`,
    answer: (name) => `${name} 님에게 보낼 답`,
    people: "언급할 사람",
  },
  done: {
    sent: "보냈습니다.",
    answered: "답하고 종료했습니다.",
    answeredBefore: "다른 관리자가 먼저 처리했습니다.",
    closed: "종료했습니다.",
    reopened: "다시 열었습니다. 관리자에게 알립니다.",
    takenBack: "취소했습니다.",
    saved: "저장했습니다.",
  },
  mine: {
    flags: "내 신고",
    counts: (open, answered, closed) =>
      `대기 ${count(open)}건, 답변 ${count(answered)}건, 종료 ${count(closed)}건`,
    flagged: (text) => (text === "" ? "신고했습니다." : `신고한 내용: “${text}”`),
    by: (name, at) => (name === null ? at : `${name}, ${at}`),
    threads: "메시지",
    about: (act, what) => `${act}: ${what}`,
  },
};
