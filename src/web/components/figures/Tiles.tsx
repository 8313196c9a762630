import type { ReactNode } from "react";
import styles from "./Tiles.module.css";

/** What a page answers first: a few numbers beside each other. */
export const Tiles = ({ label, children }: { label: string; children: ReactNode }) => (
  <section className={styles.tiles} aria-label={label}>
    {children}
  </section>
);

/** One number with its name and, beneath, what it rests on. */
export const Tile = ({ name, value, children }: { name: string; value: ReactNode; children?: ReactNode }) => (
  <div className={styles.tile}>
    <h2 className={styles.name}>{name}</h2>
    <strong className={styles.value}>{value}</strong>
    {children}
  </div>
);

export const TileNote = ({ children }: { children: ReactNode }) => (
  <span className={styles.note}>{children}</span>
);
