import { useEffect, useState } from "react";
import type { LayoutMap } from "./keyName.ts";

interface KeyboardWithLayout {
  getLayoutMap?: () => Promise<LayoutMap>;
}

let asked: Promise<LayoutMap | undefined> | undefined;

/** What the person's keyboard layout prints on each key, if the browser tells. */
export function useLayoutMap(): LayoutMap | undefined {
  const [layout, setLayout] = useState<LayoutMap>();
  useEffect(() => {
    const { keyboard } = navigator as Navigator & { keyboard?: KeyboardWithLayout };
    asked ??= Promise.resolve(keyboard?.getLayoutMap?.()).catch(() => undefined);
    let gone = false;
    void asked.then((map) => {
      if (!gone) setLayout(map);
    });
    return () => {
      gone = true;
    };
  }, []);
  return layout;
}
