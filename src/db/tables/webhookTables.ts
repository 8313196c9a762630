// Programs elsewhere that are told what happens.
import type { Generated } from "kysely";
import type { DeliveryEvent, DeliveryState } from "../../core/webhooks/webhookEvents.ts";

export interface WebhookTable {
  id: string;
  projectId: string;
  url: string;
  /** Names of events (core/webhooks). */
  eventsJson: string;
  /** Tells whether the secret is still the one that was shown: it itself follows from the installation's. */
  secretMark: string;
  personId: string | null;
  createdAt: string;
}

/** One message to one webhook, written in the transaction of what it tells of. */
export interface WebhookDeliveryTable {
  webhookId: string;
  /** As it is sent: it begins with the time, so that the newest sorts last. */
  id: string;
  event: DeliveryEvent;
  at: string;
  /** What it says of the event. */
  dataJson: string;
  state: Generated<DeliveryState>;
  attempts: Generated<number>;
  /** When it is tried next; whoever tries it puts this ahead, so that nobody else does. */
  nextAt: string;
  /** When it was last tried. */
  triedAt: Generated<string | null>;
  /** What the receiver answered last; null: nothing. */
  status: Generated<number | null>;
  /** Why nothing was answered; empty otherwise. */
  reason: Generated<string>;
}
