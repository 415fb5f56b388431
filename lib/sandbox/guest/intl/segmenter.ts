import * as js from "../intrinsics.ts";
import { addMethod, addTag, type Class, createFormatter, setState, stateOf } from "./class.ts";
import { answer, textOf } from "./question.ts";

/** A text in segments. A boundary is where a segment ends, times two, plus one if the segment is like a word. */
interface Segments {
  input: string;
  boundaries: number[];
  /** Whether being like a word means anything here. */
  words: boolean;
}

interface SegmentData {
  segment: string;
  index: number;
  input: string;
  isWordLike?: boolean;
}

const { iterator } = Symbol;
const { trunc } = Math;

/** `Intl.Segmenter`, and the prototypes of what its `segment` gives. */
export function createSegmenter(): Class {
  const made = createFormatter("Segmenter");
  const segments = {};
  const walk = js.createObject(Iterator.prototype);
  addMethod(made.prototype, "segment", 1, function (input) {
    const { about } = stateOf(this, "Segmenter", "segment");
    const text = textOf(input);
    const self = js.createObject(segments);
    setState(self, "Segments", about, readSegments(text, answer(about, "segment", js.stringify(text))));
    return self;
  });
  addMethod(segments, "containing", 1, function (index) {
    return findSegment(stateOf(this, "Segments", "containing").kept as Segments, +(index as number));
  });
  addMethod(segments, iterator, 0, function () {
    const self = js.createObject(walk);
    const { about, kept } = stateOf(this, "Segments", "iterator");
    setState(self, "SegmentIterator", about, { segments: kept, next: 0 });
    return self;
  });
  addMethod(walk, "next", 0, function () {
    const position = stateOf(this, "SegmentIterator", "next").kept as { segments: Segments; next: number };
    const done = position.next >= position.segments.boundaries.length;
    return { value: done ? undefined : readSegment(position.segments, position.next++), done };
  });
  addTag(walk, "Segmenter String Iterator");
  return made;
}

/** The host tells how long each segment is, times two, plus one if it is like a word. */
function readSegments(input: string, told: { lengths: number[]; words: boolean }): Segments {
  const { lengths, words } = told;
  for (let i = 1; i < lengths.length; i++)
    lengths[i] = (lengths[i] as number) + ((lengths[i - 1] as number) & ~1);
  return { input, boundaries: lengths, words };
}

function readSegment(segments: Segments, i: number): SegmentData {
  const { input, boundaries, words } = segments;
  const boundary = boundaries[i] as number;
  const index = i === 0 ? 0 : (boundaries[i - 1] as number) >> 1;
  const segment = js.slice(input, index, boundary >> 1);
  return words ? { segment, index, input, isWordLike: (boundary & 1) === 1 } : { segment, index, input };
}

/** By halving: a program may ask for every index of a long text. */
function findSegment(segments: Segments, at: number): SegmentData | undefined {
  const index = at ? trunc(at) : 0;
  if (index < 0 || index >= segments.input.length) return undefined;
  let low = 0;
  let high = segments.boundaries.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments.boundaries[middle] as number) >> 1 > index) high = middle;
    else low = middle + 1;
  }
  return readSegment(segments, low);
}
