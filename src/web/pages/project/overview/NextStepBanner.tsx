import { Command } from "../../../components/buttons/Command.tsx";
import { LinkButton } from "../../../components/buttons/LinkButton.tsx";
import { JobHint } from "../../../components/messages/JobHint.tsx";
import { words } from "../../../words/words.ts";
import styles from "./Banner.module.css";
import type { NextStep } from "./nextStep.ts";

export const NextStepBanner = ({ step, project }: { step: NextStep; project: string }) => (
  <section className={styles.banner} aria-label={words.overview.nextStep.label}>
    <p className={styles.words}>
      <strong>{step.title}</strong> <span>{step.detail}</span>
    </p>
    {step.job && <JobHint kind={step.job} />}
    {step.command && <Command call={step.command} />}
    {step.go && (
      <LinkButton to={step.go.to} params={{ project }}>
        {step.go.text}
      </LinkButton>
    )}
  </section>
);
