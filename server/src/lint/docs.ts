/** Where a rule's documentation is to be read. */
export function ruleUrl(rule: string): string {
  return `https://github.com/leaklint/leaklint/blob/main/docs/rules/${rule}.md`;
}
