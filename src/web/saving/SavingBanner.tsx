import { useSyncExternalStore } from "react";
import { Banner } from "../components/messages/Banner.tsx";
import { appVersion } from "../offline/appVersion.ts";
import { words } from "../words/words.ts";
import type { SavingStatus } from "./saving.ts";

const texts = words.saving;

interface Props {
  status: SavingStatus;
  isSignedOut: boolean;
  /** Images held here that are still to be done, including the one on screen. */
  left: number;
  onSignIn(): void;
}

/** What the person needs to know about saving; nothing while all goes well. */
export function SavingBanner({ status, isSignedOut, left, onSignIn }: Props) {
  const isOld = useSyncExternalStore(appVersion.subscribe, appVersion.isOld);
  if (isSignedOut)
    return (
      <Banner tone="warning" action={{ label: texts.signIn, act: onSignIn }}>
        {status.reason ? texts.signedOutBecause(status.reason) : texts.signedOut}
      </Banner>
    );
  if (!status.kept) return <Banner tone="warning">{texts.notKept}</Banner>;
  if (status.kind === "offline") return <Banner tone="note">{texts.offline(left)}</Banner>;
  if (status.kind === "trouble" && status.reason)
    return <Banner tone="warning">{texts.notNow(status.reason)}</Banner>;
  if (isOld)
    return (
      <Banner tone="note" action={{ label: texts.reload, act: () => location.reload() }}>
        {texts.newVersion}
      </Banner>
    );
  return null;
}
