import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";
import styles from "./BackLink.module.css";

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

/** The way back to the page that this one belongs to, above its heading. */
export const BackLink = createLink(({ children, ...props }: Props) => (
  <a {...props} className={styles.back}>
    ← {children}
  </a>
));
