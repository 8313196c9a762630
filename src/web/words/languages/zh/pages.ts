import { passwordLength } from "../../../../contract/people/password.ts";
import type { Translation } from "../translation.ts";
import { count, duration, images } from "./numbers.ts";

const passwordHint = `至少 ${passwordLength.min} 个字符。几个不相关的词既好记又难猜。`;
const incomplete = "链接不完整";
const incompleteText = "请复制收到的完整链接，或向负责人索取新链接。";

export const language: Translation["language"] = {
  label: "语言",
  hint: "适用于标注员和专家工作的页面以及本页。负责人的页面和部分服务器消息为英文。",
};

export const entrance: Translation["entrance"] = {
  signIn: "登录",
  why: "你在这里没有登录，或登录已过期。登录后会继续前往你要的页面。",
  passwordIsSet: "密码已设置。请用它登录。",
  email: "电子邮箱",
  password: "密码",
  sso: (provider) => `用 ${provider} 登录`,
  or: "或",
  setPassword: {
    title: "设置密码",
    incomplete,
    incompleteText,
    newPassword: "新密码",
    hint: passwordHint,
    submit: "设置密码",
  },
  begin: {
    title: "创建第一个账户",
    text: "这里还没有人有账户。用你的账户可以创建项目并邀请其他人。",
    nameHint: "项目中的人会看到它。",
    submit: "创建账户",
    incomplete,
    incompleteText: "请复制服务器启动时显示的完整链接。",
    over: "这里已经有人有账户",
    overText: "这个链接只供第一个人使用。请向负责人索取邀请。",
    goOn: "继续",
  },
  isNew: "这里还没有人有账户。服务器启动时显示了一个链接：打开它创建第一个账户。",
  showPassword: "显示密码",
  capsLock: "大写锁定已打开。",
  problems: {
    unknown: "出了问题。请重试；如果再次发生，请告诉负责人。",
    unreachable: "无法连接服务器。请检查网络连接。",
    tooMany: "尝试次数太多。请等一分钟再试。",
    noMatch: "电子邮箱与密码不匹配。",
    linkUsed: "链接已用过或已过期。请向负责人索取新链接。",
    accessEnded: "项目负责人已终止你的访问。你提交的内容会保留。如有误，请询问负责人。",
    notInvited: "这里没有人邀请过你的邮箱。请向项目负责人索取邀请。",
    unproved: "登录服务未确认该邮箱属于你。请在那里确认，或使用密码。",
    ssoFailed: "登录未成功。请重试，或使用密码。",
  },
};

export const account: Translation["account"] = {
  title: "你的账户",
  menu: "你的账户",
  name: { title: "姓名", label: "其他人看到的名称", save: "保存姓名", saved: "已保存。" },
  password: {
    title: "密码",
    current: "当前密码",
    next: "新密码",
    hint: passwordHint,
    change: "更改密码",
    changed: "已更改。你在其他各处都已退出登录。",
    none: (provider) => `你用 ${provider} 登录，因此这里没有密码。`,
    noneAtAll: "你没有密码。请向负责人索取设置密码的链接。",
  },
  mail: {
    title: "邮件",
    label: "有新图片时发邮件告知，每天最多一次",
    off: "本系统不发送邮件。“我的任务”旁的数字表示等待处理的数量。",
    saved: "已保存。",
  },
  newAccount: { name: "你的姓名", email: "电子邮箱", emailHint: "用它登录。" },
  invitation: {
    incomplete,
    incompleteText,
    endedTitle: "这个邀请不能使用",
    title: (project) => `加入“${project}”`,
    offer: (by, roles) => `${by} 邀请你参与。角色：${roles}。`,
    and: "和",
    until: (time) => `链接有效期至 ${time}。`,
    nameHint: "负责人会在你的工作旁看到它。",
    join: "加入",
    signedInAs: (email) => `你已登录为 ${email}。`,
    known: (email) => `${email} 已有账户。请用它登录后加入。`,
    signIn: "登录",
    signOut: "退出登录",
    otherPerson: (email) => `这个邀请是给 ${email} 的。请退出登录，再重新打开链接。`,
    haveAccount: "我有账户：登录",
    startPage: "前往登录",
  },
};

export const secondFactor: Translation["secondFactor"] = {
  title: "两步登录",
  about: "使用应用验证码，即使密码泄露也打不开账户。通行密钥完全不需要密码。",
  needed: {
    title: "本系统要求第二步验证",
    text: "在下面设置通行密钥或应用后，负责人页面就会开放。",
    locked: "你只用密码登录。请退出登录，再用通行密钥或应用验证码登录。",
    signOut: "退出登录",
  },
  locked: "你登录时没有第二步验证，因此这里不能更改。请退出登录，再用第二步登录。",
  app: {
    title: "应用验证码",
    off: "手机上的应用（身份验证器或密码管理器）每 30 秒显示一个新验证码。登录时会在密码之后要求输入。",
    on: (left) => `已开启。登录时会在密码之后要求验证码。还剩 ${count(left)} 个备用码。`,
    noPassword: "你在这里没有密码，因此不要求验证码。你的登录服务可能会要求。",
    turnOn: "设置应用",
    turnOff: "关闭",
    newCodes: "新的备用码",
    password: "你的密码",
    goOn: "继续",
    cancel: "取消",
    scan: "用应用扫描，或输入旁边的密钥。",
    qr: "应用的二维码",
    key: "密钥",
    keyName: "密钥",
    code: "应用显示的验证码",
    confirm: "开启",
    turnOffText: "登录将不再要求验证码。请输入密码以关闭。",
    newCodesText: "旧的备用码将失效。请输入密码以获取十个新的。",
  },
  codes: {
    title: "你的备用码",
    text: "没有应用时，每个备用码可与密码一起登录一次。请保存在这台电脑之外：只显示这一次。",
    name: "备用码",
    kept: "我已保存",
  },
  passkeys: {
    title: "通行密钥",
    about: "通行密钥让你无需密码登录：用设备的指纹、面容或 PIN，或安全密钥。",
    unable: "这个地址下浏览器无法创建：需要 https 和域名，而不是数字地址。",
    since: (time) => `自 ${time}`,
    unnamed: "通行密钥",
    remove: "移除",
    removeOf: (name) => `移除 ${name}`,
    name: "新密钥的名称",
    nameHint: "便于辨认，例如“手机”。",
    add: "添加通行密钥",
    cancelled: "浏览器没有创建通行密钥。需要的话请重试。",
    known: "这台设备已有你账户的通行密钥。",
  },
  signIn: {
    passkey: "用通行密钥登录",
    cancelled: "没有收到通行密钥。请重试，或使用密码。",
    title: "你的验证码",
    text: "请输入应用显示的验证码，或一个备用码。",
    code: "验证码",
    goOn: "登录",
    back: "返回",
    waiting: (seconds) => `登录的人很多。你正在排队：${seconds} 秒后重试。`,
  },
};

export const security: Translation["security"] = {
  again: { title: "再次输入密码", password: "密码", goOn: "继续" },
  sessions: {
    title: "你的登录位置",
    here: "这个浏览器",
    unknown: "未知浏览器",
    since: (time) => `自 ${time}`,
    end: "退出登录",
    endOf: (browser, time) => `退出 ${browser}，自 ${time}`,
    endOthers: "在其他各处退出登录",
  },
};

export const tokens: Translation["tokens"] = {
  title: "代你操作的程序",
  about: "脚本用令牌代替密码进入。它能看和做的不超出你的权限和令牌范围；绝不会更改你的账户或任何人的权限。",
  reference: "程序可以请求什么",
  none: "你没有令牌。",
  name: "用途",
  nameHint: "便于辨认，例如“每晚导出”。",
  scopes: {
    read: ["读取", "你可以看到的图片、标签、投票、统计和导出。"],
    work: ["工作", "像你一样回答、复核和审查。"],
    manage: ["管理", "设置、批次、发布版本、标签：负责人的工作。"],
  },
  scopesLabel: "可以做什么",
  days: "有效期",
  daysOf: (days) => (days === 365 ? "一年" : `${count(days)} 天`),
  make: "创建令牌",
  noScope: "请选择可以做什么。",
  made: "请现在复制令牌：不会再次显示。",
  token: "令牌",
  done: "我已复制",
  until: (time) => `${time} 到期`,
  ended: (time) => `已于 ${time} 到期`,
  used: (time) => `上次使用 ${time}`,
  never: "从未使用",
  revoke: "撤销",
  revokeOf: (name) => `撤销令牌“${name}”`,
};

export const failures: Translation["failures"] = {
  broken: "页面出错了",
  brokenText: "页面本身出了问题。已保存的内容是安全的。请重新加载；如果再次发生，请告诉负责人。",
  unreachable: "无法连接服务器",
  unreachableText: "请检查网络连接，以及 Multilabelfy 是否仍在运行。已保存的内容是安全的。",
  forbidden: "这个页面不对你开放",
  forbiddenText: (why) => `${why} 如果你的角色应该包含它，请询问项目负责人。`,
  tooMany: "请求太多",
  noAnswer: "服务器无法应答",
  workKept: "无法连接服务器。你的工作保存在这里。",
  noServer: "无法连接服务器。",
  answered: (status) => `服务器应答 ${status}。`,
};

export const shell: Translation["shell"] = {
  skip: "跳到内容",
  loading: "正在加载",
  nav: "项目页面",
  projects: "项目",
  changeProject: "：切换项目",
  pages: { work: "我的任务", guideline: "规范" },
  goTo: {
    open: "前往",
    keys: "Ctrl K",
    title: "前往页面、标签、人员或图片",
    placeholder: (isLead) => (isLead ? "页面、标签、人员或图片" : "页面"),
    results: "目的地",
    nothing: "没有这个名称。试试名称的一部分。",
    hint: "↑ ↓ 选择，Enter 前往。",
    kinds: { page: "页面", label: "标签", person: "人员", image: "图片" },
  },
  person: {
    menu: "你",
    you: (name) => `你：${name}`,
    appearance: "外观",
    light: "浅色",
    dark: "深色",
    auto: "自动",
    signOut: "退出登录",
    notSignedOut: (why) => `你仍处于登录状态。${why}`,
  },
  copy: { label: (what) => `复制${what}`, copy: "复制", copied: "已复制", selectIt: "选中" },
  notFound: {
    documentTitle: "未找到",
    title: "没有这个页面",
    text: "地址可能输错了，或它指向的内容已不存在，或你在该项目中没有角色。",
  },
  startPage: "首页",
  tryAgain: "重试",
};

export const home: Translation["home"] = {
  title: "你的项目",
  make: "创建项目",
  makeFirst: "创建第一个：选择标签，然后添加图片。",
  none: "还没有项目",
  noneText: "你已登录，但在任何项目中都没有角色。",
  askLead: "请向项目负责人要一个角色，然后重新加载页面。",
};

export const roles: Translation["roles"] = {
  names: { lead: "负责人", annotator: "标注员", expert: "专家" },
  stages: {
    annotate: "标注",
    refine: "复核",
    vote: "投票",
    classify: "物体",
    "classify-after": "物体",
    "label-anew": "审计样本",
  },
};

export const guideline: Translation["guideline"] = {
  title: "规范",
  titleOf: (version) => `规范 · 版本 ${version}`,
  version: (version) => `版本 ${count(version)}`,
  written: (by, at) => (by === null ? at : `${by}，${at}`),
  none: "还没有规范",
  noneForOthers: "在负责人编写之前：选择适合图中任何内容的每个标签。",
  changes: { added: "新增", removed: "删除", none: "两个版本相同。" },
  news: {
    title: "规范有变化",
    text: (from, to) => `从版本 ${count(from)} 到 ${count(to)}。从下一张图片起适用：`,
    failed: "无法加载变化内容。请用快捷键阅读规范。",
    understood: "明白了",
  },
  dialog: {
    none: "负责人还没有编写规范。有疑问请询问，或留下备注。",
    failed: "无法加载规范。",
    again: "重试",
    loading: "正在加载…",
  },
};

export const work: Translation["work"] = {
  title: "我的任务",
  offline: (held) =>
    held > 0
      ? `没有连接：显示的是上次的状态。可以照常继续：这个浏览器中有 ${count(held)} 张图片。`
      : "没有连接：显示的是上次的状态。这个浏览器中没有要做的图片。",
  newHere: "第一次来，或不确定？",
  guideline: "阅读规范",
  nothing: "暂时没有任务",
  nothingForExpert: "标注员意见不一时，图片会分给你，并立即显示在这个页面。",
  nothingForAnnotator: "负责人还没有给你图片。有了就会显示在这个页面。",
  stage: {
    done: count,
    outOf: (whole) => `/ ${count(whole)} 已完成`,
    left: (value) => `还剩 ${images(value)}。`,
    leftAtPace: (value, time, perImage) =>
      `还剩 ${images(value)}：按每张 ${duration(perImage)} 的速度约需 ${duration(time)}。`,
    skipped: (value) => `${images(value)}推到最后。`,
    blocked: (value) => `${images(value)}跳过两次：由负责人决定。`,
    blockedSettled: (value) => `${images(value)}跳过两次：由专家们决定。`,
    batches: "我的批次",
    batch: (number) => `批次 ${number}`,
    batchDone: (done, total) => `${count(done)} / ${count(total)}`,
    start: "开始",
    goOn: "继续",
    allDone: {
      annotate: "全部完成。谢谢！",
      refine: "目前全部完成。可能还会有新图片。",
      classify: "全部完成。谢谢！",
      "classify-after": "目前全部完成。可能还会有新图片。",
      "label-anew": "目前全部完成。谢谢！",
      vote: "全部完成。谢谢！",
    },
  },
  images: {
    title: "我的图片",
    which: "显示哪些图片",
    kinds: { all: "全部", flagged: "已上报", open: "未提交", skipped: "已推后" },
    none: {
      all: "你还没有处理过图片。",
      flagged: "你没有上报过图片。按 F 上报当前图片。",
      open: "没有做到一半的图片。",
      skipped: "你没有推后的图片。",
    },
    more: "显示更早的",
    flagged: (reason) => `上报：${reason}`,
    noneOfThese: "以上都不是",
    noLabel: "没有选择标签",
    unsure: (name) => `${name}（不确定）`,
    states: {
      open: "草稿，",
      skipped: "已推后，",
      blocked: "待负责人，",
      final: "已定稿，",
      submitted: "已提交，",
    },
  },
};

export const people: Translation["people"] = {
  waiting: {
    badge: () => "张图片等待你处理",
    sheets: (value) => `${value} 张图版`,
    sheetsWait: () => "等待你处理",
    inProject: (value) => `${value} 张图片等待你处理`,
    count,
    more: (max) => `${max}+`,
  },
};

export const labels: Translation["labels"] = { note: { mark: "备注：" } };
export const labelSpace: Translation["labelSpace"] = { unknown: (label) => `标签 ${label}` };
export const imagesPage: Translation["images"] = { noLabel: "无标签" };

export const gold: Translation["gold"] = {
  answering:
    "这是一张金标图片：标注员以你的答案为准来衡量。请看完每个分组，搜索缺少的标签，两可的请标为不确定。",
};
