import type { DeliveryRow, WebhookRow } from "../../../contract/webhooks.ts";
import type { DeliveryEvent, WebhookEvent } from "../../../core/webhooks/webhookEvents.ts";
import { countOf } from "../../components/format/formatCount.ts";

/** Programs elsewhere that are told what happens. */
export const webhooks = {
  title: "Webhooks",
  lead: "A program elsewhere can be told as soon as something happens here, instead of asking again and again. Each message is signed, so that the program knows where it comes from.",
  inSettings: "Programs elsewhere that are told what happens",
  toPage: "Webhooks",
  failed: "The webhooks could not be loaded",
  add: {
    title: "Add a webhook",
    url: "Address",
    urlExample: "https://example.org/labels",
    urlHint: "It gets a POST request for each event, and answers with a status from 200 to 299.",
    events: "What it is told",
    noEvent: "Choose what it is told.",
    send: "Add",
    made: "Copy the secret now: it is not shown again. The program needs it to check signatures.",
    secret: "the secret",
    done: "I have copied it",
  },
  events: {
    "image.agreed": ["Image agreed", "The answers on an image agree, so it has its labels."],
    "image.refined": ["Image refined", "An expert settled an image that its annotators disagreed on."],
    "release.created": ["Release created", "The labels of all finished images were frozen."],
    "job.ended": ["Job ended", "Long work of the machine is done, failed or was cancelled."],
  } satisfies Record<WebhookEvent, readonly [string, string]>,
  eventOf: (event: DeliveryEvent): string => (event === "webhook.test" ? "Test" : webhooks.events[event][0]),
  none: "Nobody is told yet.",
  since: (time: string) => `since ${time}`,
  counts: ({ waiting, delivered, failed }: WebhookRow["counts"]): string =>
    waiting + delivered + failed === 0
      ? "Nothing was sent in the last 30 days."
      : [
          `${countOf(delivered, "message")} delivered`,
          ...(waiting > 0 ? [`${waiting} waiting`] : []),
          ...(failed > 0 ? [`${failed} failed`] : []),
        ].join(", "),
  test: "Send a test",
  testOf: (url: string) => `Send a test to ${url}`,
  remove: "Remove…",
  removeOf: (url: string) => `Remove ${url}`,
  removing: {
    title: "Remove this webhook?",
    text: (url: string) => `${url} is told nothing more, and what it was told is forgotten here.`,
    yes: "Remove",
    no: "Keep",
  },
  table: {
    caption: (url: string) => `Messages to ${url}`,
    event: "Event",
    at: "When",
    how: "How it went",
    again: "Send again",
    againOf: (event: string, time: string) => `Send again: ${event}, ${time}`,
  },
  older: "Older messages",
  how({ state, attempts, status, reason, nextAt }: DeliveryRow, format: (time: string) => string): string {
    const answer = status === null ? reason : `The answer was ${status}.`;
    const tries = attempts > 1 ? `, after ${attempts} attempts` : "";
    switch (state) {
      case "delivered":
        return `Delivered${tries} (${status})`;
      case "failed":
        return `Failed${tries}. ${answer}`;
      case "waiting":
        if (attempts === 0 || nextAt === null) return "Waiting";
        return answer === "" ? "Being sent" : `${answer} Tried again ${format(nextAt)}`;
    }
  },
} as const;
