/** Elements that are drawn, each as often as it is referred to. More of them would keep the page from anything else. */
export const maxDrawn = 100_000;

/** As much of an element as it takes to weigh it, so that it can be tried without a browser. */
export interface Element {
  readonly localName: string;
  readonly textContent: string | null;
  readonly children: Iterable<Element>;
  getAttributeNames(): string[];
  getAttribute(name: string): string | null;
}

/**
 * How many elements a drawing comes to when each reference (`href="#id"`, `url(#id)`) is what it refers to: a few that use each
 * other twice are a billion. What refers to itself counts as without end. What a style sheet refers to is taken to be referred
 * to by every element with a class.
 */
export function weigh(root: Element): number {
  const named = new Map<string, Element>();
  const all: Element[] = [root];
  for (const element of all) {
    const id = element.getAttribute("id");
    if (id !== null && !named.has(id)) named.set(id, element);
    for (const child of element.children) all.push(child);
  }
  const styled = findStyled(all, named);
  const classed = all.filter((element) => element.getAttribute("class") !== null).length;
  // Each of them draws each of those, so there is nothing to be counted one by one.
  if (classed * styled.size > maxDrawn) return Number.POSITIVE_INFINITY;
  const weights = new Map<Element, number>();
  const open = new Set<Element>();

  function read(element: Element, depth: number): number {
    const known = weights.get(element);
    if (known !== undefined) return known;
    if (open.has(element) || depth > maxDepth) return Number.POSITIVE_INFINITY;
    open.add(element);
    let weight = 1;
    for (const child of element.children) weight += read(child, depth + 1);
    for (const id of readReferences(element)) {
      const target = named.get(id);
      if (target && !open.has(target)) weight += read(target, depth + 1);
      else if (target) weight = Number.POSITIVE_INFINITY;
    }
    if (element.getAttribute("class") !== null)
      for (const target of styled) if (!open.has(target)) weight += read(target, depth + 1);
    open.delete(element);
    weights.set(element, weight);
    return weight;
  }

  return read(root, 0);
}

/** What style sheets refer to, each once however often they do. */
function findStyled(all: readonly Element[], named: ReadonlyMap<string, Element>): Set<Element> {
  const styled = new Set<Element>();
  for (const { localName, textContent } of all)
    for (const id of localName === "style" ? readUrls(textContent ?? "") : []) {
      const target = named.get(id);
      if (target && repeating.has(target.localName)) styled.add(target);
    }
  return styled;
}

/** Deeper than any drawing, and not so deep that reading it fails. */
const maxDepth = 1_000;

function readReferences(element: Element): string[] {
  return element.getAttributeNames().flatMap((name) => {
    const value = element.getAttribute(name) ?? "";
    if (/(^|:)href$/i.test(name)) return value.trim().startsWith("#") ? [value.trim().slice(1)] : [];
    return readUrls(value);
  });
}

const readUrls = (text: string): string[] =>
  [...text.matchAll(/url\(\s*["']?#([^"')\s]+)/gi)].map(([, id]) => id as string);

/** What draws its own contents wherever a style sheet names it. */
const repeating = new Set(["pattern", "mask", "clipPath", "marker"]);
