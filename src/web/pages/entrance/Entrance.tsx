import type { ReactNode } from "react";
import { LanguageChoice } from "../../components/fields/LanguageChoice.tsx";
import icon from "../../icon.svg";
import { chooseBeforeSignIn } from "../../language/language.ts";
import styles from "./Entrance.module.css";

/** The frame of the pages before the sign-in. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles.page}>
      <div className={styles.brand}>
        <img src={icon} alt="" width="28" height="28" />
        Multilabelfy
      </div>
      <div className={styles.panel}>
        <h1>{title}</h1>
        {children}
      </div>
      <LanguageChoice onChoose={chooseBeforeSignIn} />
    </main>
  );
}
