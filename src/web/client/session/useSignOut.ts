import { useMutation } from "@tanstack/react-query";
import { forgetChosen } from "../../language/language.ts";
import { stopHolding } from "../../offline/browserStore.ts";
import { forgetHeld } from "../../offline/lastReply.ts";
import { request } from "../call.ts";
import { forgetDrafts } from "../useKeptDraft.ts";

/**
 * Ends the session, then reloads the program: nothing of this person stays in the page's memory, nor in what the
 * browser holds for reading. Work that could not be sent yet is kept until they come back.
 */
export const useSignOut = () =>
  useMutation({
    mutationFn: async () => {
      await request("POST", "/api/auth/sign-out", {});
      stopHolding();
      await forgetHeld();
      forgetDrafts();
      forgetChosen();
    },
    onSuccess: () => window.location.assign("/sign-in"),
  });
