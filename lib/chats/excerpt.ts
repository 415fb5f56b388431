import { firstUnits } from "#lib/value";
import type { SearchHit } from "./chat-store.ts";
import type { Query } from "./search-query.ts";
import { readTokens } from "./words.ts";

/** About two lines of a narrow list, in UTF-16 units, and what of them stands before the first word that was found. */
const width = 160;
const lead = 40;

/** Places that are looked at for the one with the most of the words. */
const maxPlaces = 1_000;

interface Place {
  from: number;
  to: number;
  /** Which of the words looked for stands there. */
  term: number;
}

/** Where a text has the most of the words looked for, the first of such places, with the words marked. */
export function excerpt(text: string, query: Query): SearchHit["excerpt"] {
  const places = findPlaces(text, query);
  const first = chooseFirst(places);
  const from = first ? findStart(text, first) : 0;
  const to = findEnd(text, from, first?.to ?? 0);
  const pieces: SearchHit["excerpt"] = [];
  let plain = from > 0 ? "…" : "";
  let end = from;
  for (const place of places) {
    if (place.from < from || place.from >= to) continue;
    // Pairs of characters overlap.
    const start = Math.max(place.from, end);
    pieces.push({ text: plain + text.slice(end, start), match: false });
    plain = "";
    end = Math.max(end, Math.min(place.to, to));
    pieces.push({ text: text.slice(start, end), match: true });
  }
  pieces.push({ text: plain + text.slice(end, to) + (to < text.length ? "…" : ""), match: false });
  return pieces
    .filter((piece) => piece.text !== "")
    .map(({ text, match }) => ({ text: text.replace(/\s+/g, " "), match }));
}

function findPlaces(text: string, query: Query): Place[] {
  const places: Place[] = [];
  for (const token of readTokens(text)) {
    const term = query.match(token);
    if (term !== null) places.push({ from: token.from, to: token.to, term });
    if (places.length >= maxPlaces) break;
  }
  return places;
}

/** The first of the places that have the most different words within an excerpt. */
function chooseFirst(places: Place[]): Place | undefined {
  let best: Place | undefined;
  let most = 0;
  for (const [at, place] of places.entries()) {
    const near = places.slice(at, at + width).filter(({ from }) => from < place.from + width - lead);
    const terms = new Set(near.map(({ term }) => term)).size;
    if (terms <= most) continue;
    best = place;
    most = terms;
  }
  return best;
}

/** A little before a place, where a word begins. */
function findStart(text: string, place: Place): number {
  const earliest = place.from - lead;
  if (earliest <= 0) return 0;
  const space = text.slice(earliest, place.from).search(/\s/);
  return space < 0 ? place.from : earliest + space + 1;
}

/** Where a word ends, or else in the middle of one. */
function findEnd(text: string, from: number, least: number): number {
  if (text.length - from <= width) return text.length;
  const cut = from + firstUnits(text.slice(from, from + width + 1), width).length;
  const space = from + text.slice(from, cut).search(/\s\S*$/);
  return space >= least && space > from ? space : cut;
}
