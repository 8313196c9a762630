import type { AuditKind, AuditVerdict } from "../../core/audit/auditKinds.ts";

/** What a lead said of a finding: it stays, whatever later audits find. */
export interface AuditMarkTable {
  projectId: string;
  kind: AuditKind;
  imageId: string;
  /** What the finding says of the image: the id of the other image of a pair, or a label's index; empty otherwise. */
  subject: string;
  verdict: AuditVerdict;
  /** null: somebody at the command line. */
  personId: string | null;
  createdAt: string;
}
