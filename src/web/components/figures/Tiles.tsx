import type { ReactNode } from "react";
import styles from "./Tiles.module.css";

/** A page's key figures: a few numbers side by side. */
export const Tiles = ({ label, children }: { label: string; children: ReactNode }) => (
  <section className={styles.tiles} aria-label={label}>
    {children}
  </section>
);

/** One number with its name and, below, what it is based on. */
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
