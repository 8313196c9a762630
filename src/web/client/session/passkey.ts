import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { addPasskey, startPasskey } from "../../../contract/people/secondFactor.ts";
import { words } from "../../words/words.ts";
import { CallFailure, call, request } from "../call.ts";
import { explainFailure } from "../explainFailure.ts";

const texts = words.secondFactor;

/** Browsers tie passkeys to a host name: there are none for IP addresses, nor without https. */
export const canUsePasskeys = () =>
  browserSupportsWebAuthn() && !/^[\d.]+$|^\[/.test(window.location.hostname);

/** Makes a passkey on this device, or another that the person chooses, and gives it to the server. */
export async function makePasskey(name: string): Promise<void> {
  const options = await call(startPasskey, { body: {} });
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const response = await startRegistration({ optionsJSON });
  // The contract's open objects cannot express the type of a list of methods.
  await call(addPasskey, { body: { name, response: response as never } });
}

/** Signs in with a passkey that the person chooses. */
export async function signInWithPasskey(): Promise<void> {
  const options = await request("POST", "/api/auth/passkey/options", {});
  const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON;
  const response = await startAuthentication({ optionsJSON });
  await request("POST", "/api/auth/sign-in/passkey", { response });
}

/** Why no passkey was made, in one line. */
export function makePasskeyProblem(error: unknown): string {
  if (error instanceof CallFailure) return explainFailure(error).text;
  const isKnown = error instanceof Error && error.name === "InvalidStateError";
  return isKnown ? texts.passkeys.known : texts.passkeys.cancelled;
}
