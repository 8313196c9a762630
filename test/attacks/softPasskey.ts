import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** What a browser sends of a passkey (WebAuthn), as JSON. */
interface PasskeyAnswer {
  id: string;
  rawId: string;
  type: "public-key";
  response: Record<string, unknown>;
  clientExtensionResults: Record<string, never>;
}

const present = 1;
const verified = 4;
const withCredential = 64;

/**
 * A device that holds one passkey (ES256), without a browser: it makes it, and signs in with it.
 *
 * @param origin of the page that asks it, `https://labels.example.org`
 */
export function makeSoftPasskey(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credential = randomBytes(32);
  const id = credential.toString("base64url");
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });

  const said = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const head = (flags: number) => {
    const relyingParty = createHash("sha256").update(new URL(origin).hostname).digest();
    return Buffer.concat([relyingParty, Buffer.from([flags, 0, 0, 0, 0])]);
  };
  const answer = (response: Record<string, unknown>): PasskeyAnswer => ({
    ...{ id, rawId: id, type: "public-key", response, clientExtensionResults: {} },
  });

  return {
    /** Answers what a server asks for to add a passkey. @param options whether somebody touched it, and gave a finger, a face or a PIN */
    register(
      { challenge }: { challenge: string },
      { isVerified = true, isPresent = true } = {},
    ): PasskeyAnswer {
      // COSE: kty 2, alg -7 (ES256), crv 1 (P-256), x, y.
      const key = Buffer.concat([
        Buffer.from("a5010203262001215820", "hex"),
        Buffer.from(x, "base64url"),
        Buffer.from("225820", "hex"),
        Buffer.from(y, "base64url"),
      ]);
      const length = Buffer.from([0, credential.length]);
      const flags = (isPresent ? present : 0) | (isVerified ? verified : 0) | withCredential;
      const about = [head(flags), Buffer.alloc(16), length, credential, key];
      const data = Buffer.concat(about);
      // CBOR: {"fmt": "none", "attStmt": {}, "authData": data}
      const attestation = Buffer.concat([
        Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746158", "hex"),
        Buffer.from([data.length]),
        data,
      ]);
      return answer({
        clientDataJSON: said("webauthn.create", challenge).toString("base64url"),
        attestationObject: attestation.toString("base64url"),
        transports: ["internal"],
      });
    },

    /** Answers what a server asks for to sign in. @param options.isVerified a finger, a face or a PIN was given */
    signIn({ challenge }: { challenge: string }, { isVerified = true } = {}): PasskeyAnswer {
      const client = said("webauthn.get", challenge);
      const data = head(isVerified ? present | verified : present);
      const signed = Buffer.concat([data, createHash("sha256").update(client).digest()]);
      return answer({
        clientDataJSON: client.toString("base64url"),
        authenticatorData: data.toString("base64url"),
        signature: sign("sha256", signed, privateKey).toString("base64url"),
      });
    },
  };
}
