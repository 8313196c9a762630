import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";
import styles from "./BackLink.module.css";

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

/** A link back to the parent page, above the heading. */
export const BackLink = createLink(({ children, ...props }: Props) => (
  <a {...props} className={styles.back}>
    ← {children}
  </a>
));
