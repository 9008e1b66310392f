/** `--statistics`: how many findings each rule has. */
import type { Reporter } from "./run.js";
import { withSummary } from "./text.js";

/** A line a rule, the most frequent first. */
export const statisticsReport: Reporter = (run, options) => {
  const counts = new Map<string, { count: number; fixable: number }>();
  for (const finding of run.files.flatMap((file) => file.findings)) {
    const entry = counts.get(finding.rule) ?? { count: 0, fixable: 0 };
    entry.count++;
    if (finding.fix?.safe) entry.fixable++;
    counts.set(finding.rule, entry);
  }
  const rows = [...counts].sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1));
  const width = String(rows[0]?.[1].count ?? 0).length;
  const lines = rows.map(([id, { count, fixable }]) => {
    const name = run.rules.find((rule) => rule.id === id)?.name ?? "";
    return `${String(count).padStart(width)}  ${id}  ${name}${fixable > 0 ? ` (${fixable} fixable)` : ""}`;
  });
  return withSummary(lines, run, options);
};
