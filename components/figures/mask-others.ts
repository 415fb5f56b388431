const months =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";

/** What a number after it only names: the second step is not two of anything. */
const named =
  "(?:steps?|tables?|figures?|figs?|chapters?|sections?|parts?|pages?|pp?|lines?|rows?|columns?|items?|points?|notes?|footnotes?|appendix|questions?|examples?|cases?|options?|versions?|attempts?|equations?|eqs?|phases?|stages?|methods?|exercises?|no|nos|nr|№)";

/** With digits in them that are no figures. Bounded, so that no text takes long. */
const others = [
  // Numbers before what they count in a list, at the beginning of a line.
  /^[ \t]{0,8}\d{1,9}[.)](?=\s)/gmu,
  // 4 May 2024, May 4, 2024, May 2024
  new RegExp(
    String.raw`\b(?:\d{1,2}\.? (?:of )?${months}\b(?:,? \d{4})?|${months}\.? \d{1,2}(?:, \d{4})?(?!\d)|${months}\.? \d{4}(?!\d))`,
    "gu",
  ),
  // 4 pm, 4 o’clock
  /\b\d{1,2} ?(?:[ap]\.?m\b|o['’]clock\b)/giu,
  // Step 2; tables 3, 4 and 5
  new RegExp(
    String.raw`\b${named}\.? ?#?\d+(?:\.\d+)*(?:(?:, (?:and |or )?| and | or | to | ?[-–] ?)\d+(?:\.\d+)*)*(?!\d|,\d)`,
    "giu",
  ),
  // 1.2 million is not 1.2, and neither is 1.2 × 10⁶
  /\d[\d.,'’ \u202f\u00a0]{0,30}(?:hundred|thousand|million|billion|trillion|quadrillion|dozen|mio|mrd|bn)\b/giu,
  /\d[\d.,]{0,30}\s?[×x·*]\s?10(?=[\^⁰¹²³⁴-⁹⁻−]|\ufffc)/gu,
];

/** The same text, as long as it was, with what is no figure made unreadable. */
export function maskOthers(text: string): string {
  let masked = text;
  for (const other of others) masked = masked.replace(other, (found) => found.replace(/\d/g, "\ufffc"));
  return masked;
}
