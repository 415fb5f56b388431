import type { Mean } from "./costs.ts";
import type { Injection } from "./injection.ts";
import type { Interval } from "./intervals.ts";
import type { Rate } from "./rate.ts";
import type { Status } from "./targets.ts";

const none = "–";

/** `97.3 % (93.3–98.9), 146 of 150`. */
export function formatRate(rate: Rate): string {
  if (rate.share === null) return none;
  const { hits, of } = rate;
  return `${formatPercent(rate.share)} % ${formatRange(rate, formatPercent)}, ${formatCount(hits)} of ${formatCount(of)}`;
}

/** `+0.4 points (−0.2–1.3)`. */
export function formatInjection(injection: Injection): string {
  if (injection.delta === null) return none;
  return `${formatPoints(injection.delta)} points ${formatRange(injection, formatPoints, " to ")}`;
}

export function formatMs(ms: number | null): string {
  return ms === null ? none : `${(ms / 1_000).toFixed(2)} s`;
}

/** In dollars; `unknown` when it is known of no review. */
export function formatUsd(usd: Mean): string {
  if (usd.of === 0) return none;
  if (usd.mean === null) return "unknown";
  const range = usd.known < 2 ? "" : ` ${formatRange(usd, formatDollars)}`;
  return `$${formatDollars(usd.mean)}${range}${formatKnown(usd)}`;
}

export function formatTokens(tokens: Mean): string {
  if (tokens.of === 0) return none;
  return tokens.mean === null ? "unknown" : `${formatCount(Math.round(tokens.mean))}${formatKnown(tokens)}`;
}

/** A target that is not met is not to be overlooked. */
export function formatStatus(status: Status): string {
  return status === "met" ? status : `**${status}**`;
}

export function formatCount(count: number): string {
  return count.toLocaleString("en-GB");
}

function formatKnown({ known, of }: Mean): string {
  return known === of ? "" : `, known of ${formatCount(known)} of ${formatCount(of)}`;
}

function formatRange({ low, high }: Interval, format: (value: number) => string, to = "–"): string {
  return `(${format(low)}${to}${format(high)})`;
}

function formatPercent(share: number): string {
  return (share * 100).toFixed(1);
}

function formatPoints(difference: number): string {
  const points = (difference * 100).toFixed(1);
  if (Number(points) === 0) return "0.0";
  return difference > 0 ? `+${points}` : points.replace("-", "−");
}

function formatDollars(usd: number): string {
  return usd.toFixed(6).replace(/0{1,2}$/, "");
}
