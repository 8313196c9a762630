import { passwordLength } from "../../../../contract/people/password.ts";
import type { Translation } from "../translation.ts";
import { count, duration, images } from "./numbers.ts";

const passwordHint = `${passwordLength.min}자 이상. 서로 관련 없는 단어 몇 개가 외우기 쉽고 알아맞히기 어렵습니다.`;
const incomplete = "링크가 완전하지 않습니다";
const incompleteText = "받은 링크를 전부 복사하거나 관리자에게 새 링크를 요청하세요.";

export const language: Translation["language"] = {
  label: "언어",
  hint: "라벨 작업과 전문가 작업 페이지, 그리고 이 페이지에 적용됩니다. 관리자 페이지와 일부 서버 메시지는 영어입니다.",
};

export const entrance: Translation["entrance"] = {
  signIn: "로그인",
  why: "로그인되어 있지 않거나 로그인이 만료되었습니다. 로그인하면 보려던 페이지로 이어집니다.",
  passwordIsSet: "비밀번호를 설정했습니다. 이 비밀번호로 로그인하세요.",
  email: "이메일",
  password: "비밀번호",
  sso: (provider) => `${provider}(으)로 로그인`,
  or: "또는",
  setPassword: {
    title: "비밀번호 설정",
    incomplete,
    incompleteText,
    newPassword: "새 비밀번호",
    hint: passwordHint,
    submit: "비밀번호 설정",
  },
  begin: {
    title: "첫 계정 만들기",
    text: "아직 아무도 계정이 없습니다. 이 계정으로 프로젝트를 만들고 다른 사람을 초대합니다.",
    nameHint: "프로젝트 사람들에게 보입니다.",
    submit: "계정 만들기",
    incomplete,
    incompleteText: "서버가 시작할 때 출력한 링크를 전부 복사하세요.",
    over: "이미 계정이 있는 사람이 있습니다",
    overText: "이 링크는 첫 사람만 쓸 수 있습니다. 관리자에게 초대를 요청하세요.",
    goOn: "계속",
  },
  isNew: "아직 아무도 계정이 없습니다. 서버가 시작할 때 출력한 링크를 열어 첫 계정을 만드세요.",
  showPassword: "비밀번호 표시",
  capsLock: "Caps Lock이 켜져 있습니다.",
  problems: {
    unknown: "문제가 생겼습니다. 다시 시도하고, 또 생기면 관리자에게 알려 주세요.",
    unreachable: "서버에 연결할 수 없습니다. 연결을 확인하세요.",
    tooMany: "시도가 너무 많습니다. 1분 뒤에 다시 시도하세요.",
    noMatch: "이메일과 비밀번호가 맞지 않습니다.",
    linkUsed: "이미 쓴 링크이거나 너무 오래된 링크입니다. 관리자에게 새 링크를 요청하세요.",
    accessEnded:
      "프로젝트 관리자가 접근 권한을 종료했습니다. 제출한 내용은 보관됩니다. 착오라면 관리자에게 문의하세요.",
    notInvited: "이 이메일 주소는 초대되지 않았습니다. 프로젝트 관리자에게 초대를 요청하세요.",
    unproved:
      "로그인 서비스가 본인의 이메일 주소인지 확인하지 않았습니다. 그곳에서 확인하거나 비밀번호를 사용하세요.",
    ssoFailed: "로그인하지 못했습니다. 다시 시도하거나 비밀번호를 사용하세요.",
  },
};

export const account: Translation["account"] = {
  title: "내 계정",
  menu: "내 계정",
  name: { title: "이름", label: "다른 사람에게 보이는 이름", save: "이름 저장", saved: "저장했습니다." },
  password: {
    title: "비밀번호",
    current: "현재 비밀번호",
    next: "새 비밀번호",
    hint: passwordHint,
    change: "비밀번호 변경",
    changed: "변경했습니다. 다른 곳에서는 모두 로그아웃되었습니다.",
    none: (provider) => `${provider}(으)로 로그인하므로 여기에는 비밀번호가 없습니다.`,
    noneAtAll: "비밀번호가 없습니다. 관리자에게 비밀번호를 설정할 링크를 요청하세요.",
  },
  mail: {
    title: "이메일",
    label: "새 이미지가 오면 이메일로 받기, 하루 한 번까지",
    off: "이 서버는 이메일을 보내지 않습니다. “내 작업” 옆의 숫자로 대기 중인 작업을 알 수 있습니다.",
    saved: "저장했습니다.",
  },
  newAccount: { name: "이름", email: "이메일", emailHint: "로그인할 때 씁니다." },
  invitation: {
    incomplete,
    incompleteText,
    endedTitle: "쓸 수 없는 초대입니다",
    title: (project) => `“${project}” 참여`,
    offer: (by, roles) => `${by} 님이 함께 작업하자고 초대했습니다. 역할: ${roles}.`,
    and: ", ",
    until: (time) => `링크는 ${time}까지 쓸 수 있습니다.`,
    nameHint: "관리자가 작업과 함께 보는 이름입니다.",
    join: "참여",
    signedInAs: (email) => `${email}(으)로 로그인되어 있습니다.`,
    known: (email) => `${email} 계정이 이미 있습니다. 로그인하면 참여할 수 있습니다.`,
    signIn: "로그인",
    signOut: "로그아웃",
    otherPerson: (email) => `${email} 님을 위한 초대입니다. 로그아웃한 다음 링크를 다시 여세요.`,
    haveAccount: "계정이 있습니다: 로그인",
    startPage: "로그인 페이지로",
  },
};

export const secondFactor: Translation["secondFactor"] = {
  title: "2단계 로그인",
  about: "앱의 코드를 쓰면 비밀번호가 새어 나가도 안전합니다. 패스키는 비밀번호가 아예 필요 없습니다.",
  needed: {
    title: "2단계 로그인이 필요합니다",
    text: "아래에서 패스키나 앱을 설정하면 관리자 페이지가 열립니다.",
    locked: "비밀번호만으로 로그인했습니다. 로그아웃한 다음 패스키나 앱의 코드로 로그인하세요.",
    signOut: "로그아웃",
  },
  locked:
    "2단계 없이 로그인했으므로 여기서는 아무것도 바꿀 수 없습니다. 로그아웃한 다음 2단계로 로그인하세요.",
  app: {
    title: "앱의 코드",
    off: "휴대전화의 앱(인증 앱이나 비밀번호 관리자)이 30초마다 새 코드를 보여 줍니다. 로그인할 때 비밀번호 다음에 코드를 묻습니다.",
    on: (left) =>
      `켜짐. 로그인할 때 비밀번호 다음에 코드를 묻습니다. 예비 코드가 ${count(left)}개 남았습니다.`,
    noPassword: "여기에는 비밀번호가 없어 코드를 묻지 않습니다. 로그인 서비스에서 물을 수는 있습니다.",
    turnOn: "앱 설정",
    turnOff: "끄기",
    newCodes: "새 예비 코드",
    password: "비밀번호",
    goOn: "계속",
    cancel: "취소",
    scan: "앱으로 스캔하거나 옆의 키를 입력하세요.",
    qr: "앱을 위한 QR 코드",
    key: "키",
    keyName: "키",
    code: "앱에 나오는 코드",
    confirm: "켜기",
    turnOffText: "더는 코드를 묻지 않게 됩니다. 끄려면 비밀번호를 입력하세요.",
    newCodesText: "이전 예비 코드는 쓸 수 없게 됩니다. 새 코드 열 개를 받으려면 비밀번호를 입력하세요.",
  },
  codes: {
    title: "예비 코드",
    text: "앱이 없을 때 비밀번호와 함께 코드마다 한 번씩 로그인할 수 있습니다. 이 컴퓨터 밖에 보관하세요. 지금만 보여 드립니다.",
    name: "예비 코드",
    kept: "보관했습니다",
  },
  passkeys: {
    title: "패스키",
    about: "패스키는 기기의 지문, 얼굴, PIN 또는 보안 키로 비밀번호 없이 로그인하게 해 줍니다.",
    unable: "이 주소에서는 패스키를 만들 수 없습니다. https와, 숫자가 아닌 이름으로 된 주소가 필요합니다.",
    since: (time) => `${time}부터`,
    unnamed: "패스키",
    remove: "삭제",
    removeOf: (name) => `${name} 삭제`,
    name: "새 패스키의 이름",
    nameHint: "알아볼 수 있게, 예를 들어 “휴대전화”.",
    add: "패스키 추가",
    cancelled: "패스키를 만들지 않았습니다. 필요하면 다시 시도하세요.",
    known: "이 기기에는 이미 이 계정의 패스키가 있습니다.",
  },
  signIn: {
    passkey: "패스키로 로그인",
    cancelled: "패스키를 받지 못했습니다. 다시 시도하거나 비밀번호를 사용하세요.",
    title: "코드 입력",
    text: "앱에 나오는 코드나 예비 코드 하나를 입력하세요.",
    code: "코드",
    goOn: "로그인",
    back: "뒤로",
    waiting: (seconds) => `많은 사람이 로그인하고 있습니다. 대기 중이며 ${seconds}초 뒤에 다시 시도합니다.`,
  },
};

export const security: Translation["security"] = {
  again: { title: "비밀번호 다시 입력", password: "비밀번호", goOn: "계속" },
  sessions: {
    title: "로그인된 곳",
    here: "이 브라우저",
    unknown: "알 수 없는 브라우저",
    since: (time) => `${time}부터`,
    end: "로그아웃",
    endOf: (browser, time) => `${browser} 로그아웃, ${time}부터`,
    endOthers: "다른 곳에서 모두 로그아웃",
  },
};

export const tokens: Translation["tokens"] = {
  title: "나를 대신하는 프로그램",
  about:
    "스크립트는 비밀번호 대신 토큰으로 들어옵니다. 범위 안에서 내가 할 수 있는 것만 보고 할 수 있으며, 계정이나 권한은 절대 바꾸지 못합니다.",
  reference: "프로그램이 요청할 수 있는 것",
  none: "토큰이 없습니다.",
  name: "용도",
  nameHint: "알아볼 수 있게, 예를 들어 “야간 내보내기”.",
  scopes: {
    read: ["읽기", "볼 수 있는 이미지, 라벨, 투표, 통계와 내보내기."],
    work: ["작업", "내가 하는 것처럼 답하고 정제하고 검토하기."],
    manage: ["관리", "설정, 배치, 릴리스, 라벨: 관리자가 하는 일."],
  },
  scopesLabel: "할 수 있는 일",
  days: "만료",
  daysOf: (days) => (days === 365 ? "1년 뒤" : `${count(days)}일 뒤`),
  make: "토큰 만들기",
  noScope: "할 수 있는 일을 고르세요.",
  made: "지금 토큰을 복사하세요. 다시 보여 드리지 않습니다.",
  token: "토큰",
  done: "복사했습니다",
  until: (time) => `${time} 만료`,
  ended: (time) => `${time} 만료됨`,
  used: (time) => `${time} 마지막 사용`,
  never: "사용한 적 없음",
  revoke: "취소",
  revokeOf: (name) => `토큰 “${name}” 취소`,
};

export const failures: Translation["failures"] = {
  broken: "페이지에 오류가 생겼습니다",
  brokenText:
    "페이지 자체에 문제가 생겼습니다. 저장한 내용은 안전합니다. 새로 고침하고, 또 생기면 관리자에게 알려 주세요.",
  unreachable: "서버에 연결할 수 없습니다",
  unreachableText: "연결을 확인하고 Multilabelfy가 실행 중인지 확인하세요. 저장한 내용은 안전합니다.",
  forbidden: "볼 수 없는 페이지입니다",
  forbiddenText: (why) => `${why} 역할에 포함되어야 한다면 프로젝트 관리자에게 문의하세요.`,
  tooMany: "요청이 너무 많습니다",
  noAnswer: "서버가 답하지 못했습니다",
  workKept: "서버에 연결할 수 없습니다. 작업은 여기에 보관됩니다.",
  noServer: "서버에 연결할 수 없습니다.",
  answered: (status) => `서버 응답: ${status}.`,
};

export const shell: Translation["shell"] = {
  skip: "본문으로 이동",
  loading: "불러오는 중",
  nav: "프로젝트 페이지",
  projects: "프로젝트",
  changeProject: ": 프로젝트 변경",
  pages: { work: "내 작업", guideline: "지침" },
  goTo: {
    open: "이동",
    keys: "Ctrl K",
    title: "페이지, 라벨, 사람, 이미지로 이동",
    placeholder: (isLead) => (isLead ? "페이지, 라벨, 사람 또는 이미지" : "페이지"),
    results: "이동할 곳",
    nothing: "그런 이름이 없습니다. 이름의 일부를 입력해 보세요.",
    hint: "↑ ↓ 선택, Enter 이동.",
    kinds: { page: "페이지", label: "라벨", person: "사람", image: "이미지" },
  },
  person: {
    menu: "나",
    you: (name) => `나: ${name}`,
    appearance: "화면",
    light: "밝게",
    dark: "어둡게",
    auto: "자동",
    signOut: "로그아웃",
    notSignedOut: (why) => `아직 로그인되어 있습니다. ${why}`,
  },
  copy: { label: (what) => `${what} 복사`, copy: "복사", copied: "복사함", selectIt: "선택하기" },
  notFound: {
    documentTitle: "찾을 수 없음",
    title: "없는 페이지입니다",
    text: "주소를 잘못 입력했거나, 대상이 없어졌거나, 그 프로젝트에 역할이 없습니다.",
  },
  startPage: "시작 페이지",
  tryAgain: "다시 시도",
};

export const home: Translation["home"] = {
  title: "내 프로젝트",
  make: "프로젝트 만들기",
  makeFirst: "첫 프로젝트를 만드세요. 라벨을 고른 다음 이미지를 추가합니다.",
  none: "아직 프로젝트가 없습니다",
  noneText: "로그인했지만 어느 프로젝트에도 역할이 없습니다.",
  askLead: "프로젝트 관리자에게 역할을 요청한 다음 페이지를 새로 고침하세요.",
};

export const roles: Translation["roles"] = {
  names: { lead: "관리자", annotator: "라벨 작업자", expert: "전문가" },
  stages: {
    annotate: "라벨링",
    refine: "정제",
    vote: "투표",
    classify: "물체",
    "classify-after": "물체",
    "label-anew": "감사 표본",
  },
};

export const guideline: Translation["guideline"] = {
  title: "지침",
  titleOf: (version) => `지침 · 버전 ${version}`,
  version: (version) => `버전 ${count(version)}`,
  written: (by, at) => (by === null ? at : `${by}, ${at}`),
  none: "아직 지침이 없습니다",
  noneForOthers: "관리자가 지침을 쓰기 전까지는 이미지에 있는 것에 맞는 라벨을 모두 고르세요.",
  changes: { added: "추가됨", removed: "삭제됨", none: "두 버전이 같습니다." },
  news: {
    title: "지침이 바뀌었습니다",
    text: (from, to) => `버전 ${count(from)}에서 ${count(to)}(으)로. 다음 이미지부터 적용됩니다.`,
    failed: "바뀐 내용을 불러오지 못했습니다. 단축키로 지침을 열어 읽어 주세요.",
    understood: "확인했습니다",
  },
  dialog: {
    none: "관리자가 아직 지침을 쓰지 않았습니다. 잘 모르겠으면 물어보거나 의견을 남기세요.",
    failed: "지침을 불러오지 못했습니다.",
    again: "다시 시도",
    loading: "불러오는 중…",
  },
};

export const work: Translation["work"] = {
  title: "내 작업",
  offline: (held) =>
    held > 0
      ? `연결이 없어 마지막 상태를 보여 줍니다. 그래도 계속할 수 있습니다. 이미지 ${count(held)}장이 이 브라우저에 있습니다.`
      : "연결이 없어 마지막 상태를 보여 줍니다. 이 브라우저에는 작업할 이미지가 없습니다.",
  newHere: "처음이거나 잘 모르겠나요?",
  guideline: "지침 읽기",
  nothing: "아직 할 일이 없습니다",
  nothingForExpert: "답이 엇갈린 이미지가 생기면 배정됩니다. 생기는 대로 이 페이지에 나타납니다.",
  nothingForAnnotator: "관리자가 아직 이미지를 배정하지 않았습니다. 배정되면 이 페이지에 나타납니다.",
  stage: {
    done: count,
    outOf: (whole) => `/ ${count(whole)} 완료`,
    left: (value) => `${images(value)} 남음.`,
    leftAtPace: (value, time, perImage) =>
      `${images(value)} 남음: 한 장에 ${duration(perImage)}씩이면 약 ${duration(time)}.`,
    skipped: (value) => `${images(value)}은 마지막으로 미뤘습니다.`,
    blocked: (value) => `${images(value)}은 두 번 건너뛰어 관리자가 결정합니다.`,
    blockedSettled: (value) => `${images(value)}은 두 번 건너뛰어 전문가들이 결정합니다.`,
    batches: "내 배치",
    batch: (number) => `배치 ${number}`,
    batchDone: (done, total) => `${count(done)} / ${count(total)}`,
    start: "시작",
    goOn: "계속",
    allDone: {
      annotate: "모두 마쳤습니다. 감사합니다!",
      refine: "지금은 모두 마쳤습니다. 새 이미지가 더 올 수 있습니다.",
      classify: "모두 마쳤습니다. 감사합니다!",
      "classify-after": "지금은 모두 마쳤습니다. 새 이미지가 더 올 수 있습니다.",
      "label-anew": "지금은 모두 마쳤습니다. 감사합니다!",
      vote: "모두 마쳤습니다. 감사합니다!",
    },
  },
  images: {
    title: "내 이미지",
    which: "볼 이미지",
    kinds: { all: "전체", flagged: "신고함", open: "제출 전", skipped: "미룸" },
    none: {
      all: "아직 작업한 이미지가 없습니다.",
      flagged: "신고한 이미지가 없습니다. F를 누르면 보고 있는 이미지를 신고합니다.",
      open: "하다 만 이미지가 없습니다.",
      skipped: "미뤄 둔 이미지가 없습니다.",
    },
    more: "이전 이미지 보기",
    flagged: (reason) => `신고: ${reason}`,
    noneOfThese: "해당 없음",
    noLabel: "고른 라벨 없음",
    unsure: (name) => `${name} (확실하지 않음)`,
    states: {
      open: "작성 중,",
      skipped: "미룸,",
      blocked: "관리자에게,",
      final: "확정,",
      submitted: "제출함,",
    },
  },
};

export const people: Translation["people"] = {
  waiting: {
    badge: () => "장의 이미지가 기다리고 있습니다",
    sheets: (value) => `시트 ${value}장`,
    sheetsWait: () => "기다리고 있습니다",
    inProject: (value) => `이미지 ${value}장이 기다리고 있습니다`,
    count,
    more: (max) => `${max}+`,
  },
};

export const labels: Translation["labels"] = { note: { mark: "참고:" } };
export const labelSpace: Translation["labelSpace"] = { unknown: (label) => `라벨 ${label}` };
export const imagesPage: Translation["images"] = { noLabel: "라벨 없음" };

export const gold: Translation["gold"] = {
  answering:
    "골드 이미지입니다. 이 답을 기준으로 라벨 작업자를 평가합니다. 모든 그룹을 보고, 빠진 것을 검색하고, 어느 쪽도 될 수 있는 것은 ‘확실하지 않음’으로 표시하세요.",
};
