import type { LabelWithExemplars } from "../../contract/labels/labelSpace.ts";
import { rulesOf } from "../../core/stages/rulesOf.ts";
import { Banner } from "../components/messages/Banner.tsx";
import { words } from "../words/words.ts";
import type { AnnotationCard } from "./state/annotationState.ts";
import type { Message } from "./state/messages.ts";
import type { Work } from "./state/works.ts";
import type { PageCommands } from "./useCommands.ts";

const texts = words.annotate.messages;

interface Props {
  work: Work;
  message: Message | null;
  labels: ReadonlyMap<number, LabelWithExemplars>;
  page: PageCommands;
}

/** What the page has to say about the image: one message at a time, the gravest first. */
export function WorkMessages({ work, message, labels, page }: Props) {
  const { view, submitted } = work;
  if (page.lostKeys > 0) return <Banner tone="warning">{texts.lostKeys(page.lostKeys)}</Banner>;
  if (message?.kind === "not-loaded") return <Banner tone="warning">{texts.notLoaded(message.text)}</Banner>;
  if (message?.kind === "note") return <Banner tone="note">{message.text}</Banner>;
  if (message?.kind === "ask") return <Banner tone="warning">{texts.ask}</Banner>;
  if (message?.kind === "main") return <Banner tone="warning">{texts.main}</Banner>;
  if (message?.kind === "search")
    return (
      <Banner
        tone="warning"
        action={{ label: texts.searched, act: () => page.commands.change({ kind: "searched" }) }}
      >
        {texts.search}
      </Banner>
    );
  const namesOf = (cards: readonly AnnotationCard[]) =>
    cards.map(({ label }) => `“${labels.get(label)?.name ?? label}”`).join(", ");
  const { task, answers } = rulesOf(view.stage);
  const { isQuestion } = task;
  const isSettled = answers === "settled";
  const questions = work.annotation.cards.filter((card) => card.decide && isQuestion(card));
  if (message?.kind === "undecided" && view.ballot)
    return <Banner tone="warning">{words.vote.undecided}</Banner>;
  if (message?.kind === "undecided") {
    const open = questions.filter(({ answer }) => answer === null);
    const { undecidedQuestion, undecidedLabels } = words.careful;
    return (
      <Banner tone="warning">{open.length > 0 ? undecidedQuestion(namesOf(open)) : undecidedLabels}</Banner>
    );
  }
  if (message?.kind === "look-all") return <Banner tone="note">{words.careful.allGroups}</Banner>;
  if (message?.kind === "revealed") return <Banner tone="note">{words.careful.revealed}</Banner>;
  if (message?.kind === "not-revealed")
    return <Banner tone="warning">{message.text ?? words.careful.notRevealed}</Banner>;
  if (message?.kind === "look") return <Banner tone="note">{texts.look}</Banner>;
  if (page.look.looking) return <Banner tone="note">{texts.looking}</Banner>;
  if (view.locked) return <Banner tone="note">{texts.locked[view.stage]}</Banner>;
  if (view.state === "blocked")
    return <Banner tone="note">{isSettled ? texts.blockedSettled : texts.blocked}</Banner>;
  if (questions.length > 0 && !submitted) {
    const names = namesOf(questions);
    const { question, questions: several, answerWith } = words.careful;
    return (
      <Banner tone="note">
        {questions.length === 1 ? question(names) : several(names)} {answerWith}
      </Banner>
    );
  }
  if (submitted) return <Banner tone="note">{texts.submitted}</Banner>;
  return null;
}
