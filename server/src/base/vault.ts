import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Keeps texts that have to be read again, so that a copy of where they are kept tells nothing without the instance's secret. */
export interface Vault {
  /** The text as it may be stored; `purpose` says what it is and whose, and has to be said again to open it. */
  seal(text: string, purpose: string): string;
  /** The text again. Throws for what was not sealed here, or for another purpose. */
  open(sealed: string, purpose: string): string;
}

const algorithm = "aes-256-gcm";
const sizes = { key: 32, nonce: 12, tag: 16 } as const;

/** A vault whose key follows from the secret. */
export function createVault(secret: string): Vault {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "texts in the records", sizes.key));
  return {
    seal: (text, purpose) => {
      const nonce = randomBytes(sizes.nonce);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
    },
    open: (sealed, purpose) => {
      const bytes = Buffer.from(sealed, "base64url");
      const tagEnd = sizes.nonce + sizes.tag;
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, sizes.nonce), { authTagLength: sizes.tag });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(sizes.nonce, tagEnd));
      return Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]).toString("utf8");
    },
  };
}
