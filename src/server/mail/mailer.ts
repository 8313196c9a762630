import { createTransport } from "nodemailer";

/** Milliseconds a mail server has to answer. */
const patience = 10_000;

export interface MailSettings {
  smtpUrl: string;
  /** The address that mail comes from. */
  from: string;
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

export interface Mailer {
  /** The address that links in a mail begin with. */
  baseUrl: string;
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** Sends plain text by the configured mail server. */
export function createMailer({ smtpUrl, from }: MailSettings, baseUrl: string): Mailer {
  const timeouts = { connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience };
  const transport = createTransport({ url: smtpUrl, ...timeouts }, { from });
  return {
    baseUrl,
    async send(mail) {
      // Nobody reads automatic replies, and they must not start a mail loop.
      await transport.sendMail({ ...mail, headers: { "Auto-Submitted": "auto-generated" } });
    },
    close: () => transport.close(),
  };
}
