import type { Translation } from "../translation.ts";
import { count } from "./numbers.ts";

const sheets = (value: number) => `시트 ${count(value)}장`;
const waiting = (value: number) => (value === 0 ? "" : `: ${count(value)}건 대기 중`);

export const keys: Translation["keys"] = {
  byPlace:
    "이 브라우저는 자판에 무엇이 적혀 있는지 알려 주지 않습니다. 글자는 QWERTY 자판 기준으로 표시되며 위치로 정해집니다. Q는 어느 자판에서나 그 줄의 첫 글자입니다.",
  sheet: {
    title: "단축키",
    label: "단축키별 기능",
    taken: (what) => `이미 쓰는 키입니다: ${what}.`,
    changeLabel: (what) => `키 변경: ${what}`,
    press: "키를 누르세요",
    change: "변경",
    singleKeys: "글자, 숫자, 기호를 단축키로 사용",
    usual: "기본 단축키",
    off: "꺼짐",
  },
  annotate: {
    toggle: "카드 선택 또는 선택 해제",
    tickThenMain: "카드 선택, 한 번 더: 주된 물체, 한 번 더: 모두 해제",
    main: "카드를 주된 물체로 지정",
    unsure: "카드를 확실하지 않음으로 표시",
    group: (number) => `그룹 ${number}`,
    nextGroup: "다음 그룹",
    submit: "제출하고 다음 이미지로",
    submitAnywhere: "어디서나 같은 동작",
    none: "해당 없음: 하나의 답입니다",
    search: "모든 라벨을 검색해 추가",
    previous: "제출하지 않고 이전 이미지로",
    next: "제출하지 않고 다음 이미지로",
    up: "위 카드",
    down: "아래 카드",
    sheet: "카드의 모든 예시, 누르고 있으면 그동안만",
    original: "원본 해상도로 보기",
    seen: "모델이 카드의 라벨을 보는 위치, 라벨링에서는 제출한 다음에",
    undo: "실행 취소, 몇 단계든",
    undoToo: "실행 취소",
    comment: "의견, Esc로 나가기",
    flag: "이미지를 관리자에게 신고",
    skip: "이미지를 지금은 건너뛰기",
    guideline: "지침",
    help: "단축키 목록",
    leave: "나가기",
  },
  space: "스페이스",
  enter: "Enter",
  escape: "Esc",
};

export const saving: Translation["saving"] = {
  status: {
    saved: () => "저장됨",
    saving: () => "저장 중",
    offline: (value) => `오프라인${waiting(value)}`,
    trouble: (value) => `아직 저장되지 않음${waiting(value)}`,
    "signed-out": (value) => `로그아웃됨${waiting(value)}`,
  },
  offline: (left) =>
    left > 0
      ? `연결이 없습니다. 계속하세요. 이미지 ${count(left)}장이 여기에 있고, 작업은 다시 연결되면 전송됩니다.`
      : "연결이 없습니다. 작업은 이 브라우저에 보관되고 다시 연결되면 전송됩니다.",
  waitingForNext: (status) => `${status}. 작업은 여기에 보관됩니다. 다시 연결되면 다음 이미지가 나옵니다.`,
  signedOut: "로그아웃되었습니다. 작업은 여기에 보관되고 다시 로그인하면 전송됩니다.",
  signedOutBecause: (why) => `${why} 작업은 여기에 보관되고 로그인하면 전송됩니다.`,
  notNow: (why) => `아직 저장되지 않음: ${why} 작업은 여기에 보관되고 자동으로 다시 전송됩니다.`,
  signIn: "로그인",
  notKept:
    "비공개 창처럼 이 브라우저는 아무것도 보관하지 않습니다. “저장됨”이라고 표시될 때만 페이지를 닫으세요.",
  newVersion: "이 페이지의 새 버전이 있습니다. 작업은 그대로 남습니다.",
  reload: "새로 고침",
  conflict: {
    title: "이 이미지가 다른 곳에서 저장되었습니다",
    text: "이 페이지를 불러온 다음 다른 탭이나 기기에서 바뀌었습니다. 아직 잃은 것은 없습니다. 하나를 고르세요.",
    here: "여기 있는 것을 유지",
    elsewhere: "다른 곳에서 저장한 것을 사용",
    titleHere: "여기",
    titleElsewhere: {
      open: "다른 곳에서 저장함",
      submitted: "다른 곳에서 제출함",
      skipped: "다른 곳에서 건너뜀",
    },
    nothingTicked: "선택한 것 없음",
    nothingChosen: "고른 것 없음",
    noneOfThese: "해당 없음",
    unsure: (labels) => `확실하지 않음: ${labels}`,
    main: (label) => `주된 물체: ${label}`,
    flag: (reason) => `신고: ${reason}`,
    skipped: (reason) => `건너뜀: ${reason}`,
    hereAs: { submitted: "여기 · 제출함", draft: "여기 · 제출하지 않음" },
  },
};

export const vote: Translation["vote"] = {
  maybe: "아마도",
  maybeKey: "질문이 있는 카드에 아마도",
  goTo: "카드로 이동",
  answered: (answered, cards) => `${count(cards)}개 중 ${count(answered)}개 답함`,
  undecided: "먼저 라벨마다 예, 아마도, 아니요 중에서 답하세요.",
};

export const exemplars: Translation["exemplars"] = {
  kindOf: "종류:",
  noPhotos: "이 라벨의 사진 없음",
  kin: {
    open: "같은 종류의 라벨",
    key: "카드의 라벨과 같은 종류의 라벨",
    title: (label) => `${label}, 같은 종류의 라벨`,
    others: (kind) => `다른 종류: ${kind}`,
    none: "같은 종류의 다른 라벨이 없습니다.",
  },
  exemplarOf: (label, number) => `${label}, 예시 ${number}`,
  differences: {
    title: (label) => `${label}, 혼동하기 쉬운 라벨과 비교`,
    key: "카드의 라벨을 혼동하기 쉬운 라벨과 비교",
    others: "혼동하기 쉬운 라벨",
    together: ({ images, expected }) =>
      `이미지 ${count(images)}장에 함께 제안됨, 우연이라면 ${expected < 0.05 ? "없음" : `${expected.toFixed(1)}장`}`,
    sameKind: (kind) => `같은 종류: ${kind}`,
    ruled: "관리자의 판정이 있습니다",
    hint: "← → 다른 라벨 보기. Esc 닫기.",
    noneFound: "같은 종류의 라벨도, 우연보다 훨씬 자주 함께 제안되는 라벨도 없습니다.",
    loading: "혼동하기 쉬운 라벨을 찾는 중",
    alsoKnownAs: "다른 이름",
  },
  search: {
    all: (labels) => `라벨 ${count(labels)}개 모두 검색`,
    placeholder: "보이는 것을 자유롭게 입력하세요",
    begin:
      "몇 글자나 머리글자를 입력하세요. Enter는 첫 라벨을, 1부터 9까지는 다른 라벨을 추가합니다. Shift와 함께 누르면 계속 검색합니다.",
    recent: "최근에 추가한 라벨입니다. 1부터 9까지로 다시 추가하거나 몇 글자를 입력하세요.",
    added: (name) => `추가함: ${name}. 1부터 9까지로 더 추가하거나 계속 입력하세요. Esc를 누르면 닫힙니다.`,
    nothing: "이런 라벨이 없습니다. 다른 말로 찾아 보세요. 라벨 목록은 정해져 있습니다.",
    found: (labels, max, mayGoOn) =>
      `${labels === max ? `처음 ${max}` : labels}개를 찾았습니다. 1부터 9까지로 추가${mayGoOn ? "(Shift와 함께: 계속 검색)" : ""}, Enter로 표시된 라벨 추가, ↑ ↓ 선택.`,
    results: "찾은 라벨",
    ticked: "선택함",
    onCard: "카드에 있음",
  },
};

export const contains: Translation["contains"] = {
  title: "시트",
  ask: (name) => `다음이 보이는 사진을 모두 선택하세요: ${name}`,
  rule: "다른 것이 무엇이 있든 하나만 보이면 됩니다. 일부가 가려져도 해당하고, 그림은 해당하지 않습니다.",
  photos: (name) => `살펴볼 사진: ${name}`,
  photo: (at, of) => `사진 ${at} / ${of}`,
  cannotBeShown: "이 사진은 표시할 수 없습니다. 답하지 않아도 됩니다.",
  open: (at) => `사진 ${at} 크게 보기`,
  ticked: (value, of) => `사진 ${count(of)}장 중 ${count(value)}장 선택`,
  exemplars: "예시",
  flag: "신고",
  flagged: "신고함",
  flagHint: "초점이 있는 사진을 관리자에게 알립니다",
  flagTitle: (at) => `사진 ${at} 관리자에게 신고`,
  submit: "제출",
  undo: "실행 취소",
  back: "이전 시트",
  toast: {
    submitted: (value, of) => `제출함: ${count(of)}장 중 ${count(value)}장 선택`,
    extra: "이 시트는 이미 답이 모두 모였습니다. 보내신 답은 보관되지만 집계하지 않습니다",
  },
  large: {
    title: (at, of) => `사진 ${at} / ${of}`,
    tick: "선택",
    untick: "선택함",
    original: "전체 해상도",
    previous: "이전 사진",
    next: "다음 사진",
  },
  conflict: { ticked: (value, of) => `${count(of)}장 중 ${count(value)}장 선택` },
  done: {
    title: (done) => (done > 0 ? "모두 마쳤습니다." : "지금은 시트가 없습니다."),
    answered: (done) => `${sheets(done)}에 답했습니다.`,
    comes: "관리자가 시트를 만들면 여기에 나타납니다.",
    work: "내 작업",
    undo: "이전 시트로",
  },
  keys: {
    tick: "사진 선택 또는 선택 해제",
    arrows: "옆, 위, 아래 사진으로",
    ends: "첫 사진 또는 마지막 사진으로",
    endKeys: "Home, End",
    submit: "제출하고 다음 시트로",
    undo: "마지막 선택이나 제출 되돌리기",
    back: "마지막으로 제출한 시트로",
    photo: "사진 크게 보기",
    flag: "사진을 관리자에게 신고",
    exemplars: "라벨의 예시 크게 보기",
    guideline: "지침",
    help: "단축키 목록",
  },
  work: {
    title: "사진 시트",
    ofDone: (total) => `/ ${count(total)} 답함`,
    left: (left) => `${sheets(left)} 남음, 시트마다 라벨 하나.`,
    begin: "시작",
    goOn: "계속",
    finished: "지금은 모두 마쳤습니다. 새 시트가 더 올 수 있습니다.",
  },
};

export const qualification: Translation["qualification"] = {
  task: "연습",
  start: {
    title: (value) => `시작하기 전에: 연습 이미지 ${count(value)}장`,
    text: "앞으로 할 이미지와 똑같이 하면 됩니다. 한 장마다 전문가가 고른 것을 내 답과 나란히 보여 줍니다.",
    rule: (percent) =>
      `라벨의 ${percent}이(가) 맞으면, 곧 나와 전문가가 같이 고르면 작업이 열립니다. 어느 쪽도 될 수 있는 라벨은 세지 않습니다.`,
    attempts: (value) =>
      value === 1
        ? "기회는 한 번입니다."
        : `기회는 ${count(value)}번이고 시간은 넉넉합니다. 얼마나 빠른지는 재지 않습니다.`,
    begin: "시작",
    goOn: "계속",
    underWay: (done, total) => `연습 이미지 ${count(total)}장 중 ${count(done)}장을 마쳤습니다.`,
  },
  passed: {
    title: "통과: 작업이 열렸습니다",
    text: (right, labels) =>
      labels === 0
        ? "틀린 것이 없었습니다."
        : `라벨 ${count(labels)}개 중 ${count(right)}개가 맞았습니다. 잘하셨습니다.`,
  },
  letIn: { title: "작업이 열렸습니다", text: "관리자가 작업을 열어 주었습니다." },
  notYet: {
    title: "아직 통과하지 못했습니다",
    text: (right, labels, percent) =>
      `라벨 ${count(labels)}개 중 ${count(right)}개가 맞았고, ${percent}이(가) 필요합니다. 연습 이미지를 다시 살펴본 다음 한 번 더 해 보세요.`,
    left: (value) => `기회가 ${count(value)}번 남았습니다.`,
    again: "다시 시도",
  },
  usedUp: {
    title: "관리자의 결정을 기다립니다",
    text: (right, labels, percent) =>
      `마지막 연습에서 라벨 ${count(labels)}개 중 ${count(right)}개가 맞았고, ${percent}이(가) 필요합니다. 기회를 모두 썼습니다. 관리자가 이를 보고 작업을 열거나 다시 기회를 줄 수 있으며, 그 결과는 이 페이지에 나타납니다.`,
  },
  notReady: {
    title: "연습 이미지가 아직 준비되지 않았습니다",
    text: "작업은 연습 이미지 몇 장으로 시작하는데, 관리자가 아직 충분히 고르지 않았습니다. 준비되면 이 페이지에 나타납니다.",
  },
  answers: {
    title: "내 연습 이미지",
    exact: "모든 라벨이 맞음",
    not: "틀린 라벨이 있음",
    look: (number, state) => `연습 이미지 ${number}: ${state}`,
  },
  feedback: {
    label: "전문가가 고른 것",
    title: (number, total) => `연습 이미지 ${number} / ${total}`,
    exact: "모두 맞았습니다!",
    nothing: "전문가도 아무것도 고르지 않았습니다.",
    cards:
      "나 또는 전문가가 고른 라벨의 카드입니다. 예시를 살펴보세요. ≠를 누르면 혼동하기 쉬운 라벨과 나란히 보여 줍니다.",
    later: "제출했습니다. 전문가가 고른 것은 다시 연결되면 나옵니다.",
    noCards: "나도 전문가도 라벨을 고르지 않았습니다.",
    verdicts: {
      hit: { title: "맞음", onCard: "맞음" },
      missed: { title: "놓침", onCard: "놓침" },
      wrong: { title: "더 고름", onCard: "더 고름" },
      either: { title: "어느 쪽도 가능, 세지 않음", onCard: "어느 쪽도 가능" },
      unsure: { title: "확실하지 않다고 답함, 세지 않음", onCard: "확실하지 않다고 답함" },
      unknown: { title: "전문가가 보지 않음, 세지 않음", onCard: "전문가가 보지 않음" },
    },
    expertsSaid: {
      yes: "전문가가 고름",
      no: "전문가가 고르지 않음",
      either: "어느 쪽도 가능",
    },
  },
  neither: "연습 이미지는 건너뛰거나 신고할 수 없습니다. 할 수 있는 만큼 답하세요. 틀려도 괜찮습니다.",
};
