import { afterAll, describe, expect, it } from "vitest";
import { readForTest } from "./told.fixture.ts";

const { reader, has } = readForTest();
afterAll(() => reader.close());

describe("Function, reached without its name and given a text, is told of:", () => {
  it.each([
    '({}).constructor.constructor("return this")();',
    '({})["constructor"]["constructor"]("return this")();',
    "({})[`constructor`][`constructor`]`return this`();",
    '"".constructor?.constructor("return this")();',
    '[]["filter"]["constructor"]("return this")();',
    '[][["fil", "ter"].join("")]["con" + "structor"]("return this")();',
    'const c = (0).constructor; const F = c.constructor; F("return this")();',
    'const { constructor: C } = {}; const { constructor: F = 1 } = C; new F("return this")();',
    '(function () {}).constructor("return this")();',
    '(() => {}).constructor("return this")();',
    'let text = "return"; text += " 1"; (async () => {}).constructor(text)();',
    '(async () => {}).constructor.constructor("return this")();',
    'Object.getPrototypeOf(Object.getPrototypeOf(async () => {})).constructor("return this")();',
    'async function f(x) { const F = f.constructor; return new F("return " + x)(); }',
    '(class {}).constructor("return this")();',
    'function f() {} f.constructor("return this")();',
    'class A { go() { return this.constructor.constructor("return this")(); } }',
    'const G = Object.getPrototypeOf(function* () {}).constructor; let t = "yield "; t += 1; new G(t);',
    'Reflect.get(Reflect.get({}, "constructor"), "constructor")("return this")();',
    'Reflect.apply([].at.constructor, null, ["return this"])();',
    'Reflect.construct((() => {}).constructor, ["return this"])();',
    '({}).constructor.constructor.call(null, "return this")();',
    '({}).constructor.constructor.apply(null, ["return this"])();',
    '({}).constructor.constructor.bind(null)("return this")();',
    'Math.max.constructor("return this")();',
    'globalThis.parseInt.constructor("return this")();',
    'Object.getOwnPropertyDescriptor(Function.prototype, "constructor").value("return this")();',
    'Function.prototype.constructor("return this")();',
    '(() => {}).__proto__.constructor("return this")();',
    'const key = "constructor"; ({})[key][key]("return this")();',
    'const t = ["constructor", "return this"]; ({})[t[0]][t[0]](t[1])();',
    'const text = "return " + "this"; ({}).constructor.constructor(text)();',
    "let text = 'return'; text += ' this'; ({}).constructor.constructor(text)();",
  ])("%s", async (code) => {
    expect(await has("constructor-walk", code)).toBe(true);
  });

  it.each([
    ["a class's name", "const x = []; x.constructor.name;"],
    ["the name of a constructor's constructor", "const x = []; x.constructor.constructor.name;"],
    ["a comparison", "const x = () => {}; x.constructor === Function;"],
    [
      "a copy of its own class",
      'class A { copy() { return new this.constructor("copy"); } } new A().copy();',
    ],
    ["a copy of another object", 'const o = new Map(); new o.constructor([["a", 1]]);'],
    ["a copy by destructuring", 'const { constructor } = new Map(); new constructor("a");'],
    [
      "a call of the parent by mistake",
      'function Animal(name) {} function Dog() { Animal.constructor("Rex"); }',
    ],
    [
      "a mistaken copy of a parent",
      "function Animal(name) {} function Dog(name) { Animal.constructor(name); }",
    ],
    ["a cat made by mistake", 'class Cat {} Cat.constructor("Tom & Jerry");'],
    ["a logger made by mistake", 'class Logger {} new Logger.constructor("[app]: ready?");'],
    [
      "an asynchronous function made of a text",
      'const AsyncFunction = (async () => {}).constructor; new AsyncFunction("x", "return x * 2")(4);',
    ],
    [
      "one by its prototype",
      'const F = Object.getPrototypeOf(async function () {}).constructor; F("return 1")();',
    ],
    ["one by its name", 'async function wait() {} new wait.constructor("return 1")();'],
    ["a generator made of a text", 'const G = (function* () {}).constructor; new G("yield 1");'],
    [
      "a prototype's constructor",
      'function Animal(name) {} new Animal.prototype.constructor("Rex the dog.");',
    ],
    ["the species of a list", 'new [].constructor("a");'],
    ["an error's class", 'const e = new RangeError("x"); throw new e.constructor("return this");'],
    [
      "a record of constructors",
      'const race = { constructor: (s) => s }; race.constructor("Ferrari, of Maranello");',
    ],
    ["a call without a text", "({}).constructor.constructor();"],
    ["Function by its name", 'Function("return 1")();'],
    ["a class's own constructor", "class A { constructor(x) { this.x = x; } } new A('return this');"],
  ])("and not %s", async (_, code) => {
    expect(await has("constructor-walk", code)).toBe(false);
  });
});
