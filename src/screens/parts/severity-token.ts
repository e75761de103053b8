import { severities } from "../../domain/finding.ts";
import type { Review } from "../../domain/review.ts";
import { severitySigns } from "../../reports/plain.ts";
import { type Token, token } from "../text/tokens.ts";

/** The worst that guards found, as a sign and a word. */
export function severityToken({ findings }: Review): Token {
  const worst = severities.findLast((severity) =>
    findings.some((one) => one.severity === severity),
  );
  if (worst === undefined || worst === "note") return token("ok", "ok");
  return token(`${severitySigns[worst].trim()} ${worst}`, worst);
}
