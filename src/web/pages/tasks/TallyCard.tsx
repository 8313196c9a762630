import { WorkCard } from "./WorkCard.tsx";

interface Props {
  work: { done: number; left: number };
  to: "/p/$project/contains" | "/p/$project/severity" | "/p/$project/differences";
  project: string;
  /** Whether its button is the one to press. */
  primary: boolean;
  texts: {
    title: string;
    ofDone(total: number): string;
    left(left: number): string;
    begin: string;
    goOn: string;
    finished: string;
  };
}

/** What a person has done and has left of work that needs no further remarks: sheets, errors to rate. */
export function TallyCard({ work: { done, left }, to, project, primary, texts }: Props) {
  const total = done + left;
  return (
    <WorkCard
      title={texts.title}
      done={done}
      total={total}
      left={left}
      outOf={texts.ofDone(total)}
      facts={[left > 0 && texts.left(left)]}
      goOn={left > 0 ? { to, project, primary, name: done === 0 ? texts.begin : texts.goOn } : null}
      finished={texts.finished}
    />
  );
}
