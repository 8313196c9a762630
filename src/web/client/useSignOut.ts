import { useMutation } from "@tanstack/react-query";
import { request } from "./call.ts";

/** Ends the session, then loads the program anew: nothing of this person stays in the page's memory. */
export const useSignOut = () =>
  useMutation({
    mutationFn: () => request("POST", "/api/auth/sign-out", {}),
    onSuccess: () => window.location.assign("/sign-in"),
  });
