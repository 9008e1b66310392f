import type { Finding } from "../lint/types.js";
import type { RuleDefinition } from "../rules/define.js";

const rulesBase = "https://github.com/leaklint/leaklint/blob/main/docs/rules/";

/** Address of a rule's documentation page. */
export function ruleUrl(rule: string): string {
  return `${rulesBase}${rule}.md`;
}

/** The part of the documentation that says why: everything before its first heading. */
function introduction(documentation: string): string {
  const heading = /^#{1,6}\s/m.exec(documentation);
  return documentation.slice(0, heading?.index).trim();
}

/** What a hover over a finding says: the rule's name, what it is, why it matters, and where to read more. */
export function hoverMarkdown(finding: Finding, rule: RuleDefinition | undefined): string {
  const parts = [`**${finding.rule}** ${finding.name}`];
  if (rule !== undefined) parts.push(`${rule.summary}.`, introduction(rule.documentation));
  parts.push(`[Documentation of ${finding.rule}](${ruleUrl(finding.rule)})`);
  return parts.filter((part) => part !== "").join("\n\n");
}

/** The same for a client that shows plain text only. */
export function hoverPlainText(finding: Finding, rule: RuleDefinition | undefined): string {
  const parts = [`${finding.rule} ${finding.name}`];
  if (rule !== undefined) parts.push(`${rule.summary}.`, introduction(rule.documentation));
  parts.push(ruleUrl(finding.rule));
  return parts.filter((part) => part !== "").join("\n\n");
}
