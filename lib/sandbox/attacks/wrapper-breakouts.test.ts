// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the template is the guest's.
import { expect } from "vitest";
import { attack, completed, failed } from "./attack.ts";

const notParsed = failed("SyntaxError");

attack("Wrapper break-outs:", [
  {
    name: "closing the wrapper of a top-level return",
    program: "return 1 })(); globalThis.out = 1; (() => {",
    ends: notParsed,
  },
  {
    name: "closing the wrapper of an async top-level return",
    program: "await 1; return 1 })(); globalThis.out = 1; await (async () => {",
    ends: notParsed,
  },
  {
    name: "closing the wrapper in which types are stripped",
    program: "const a: number = 1; return a }; globalThis.out = 1; async () => {",
    ends: notParsed,
  },
  { name: "closing the wrapper behind a comment", program: "return 1 /* }*/ })(/*", ends: notParsed },
  { name: "a comment that is never closed", program: "return 1; /* ", ends: notParsed },
  { name: "a line comment as the last line", program: "return 1 // })()", ends: completed(1) },
  { name: "a template literal that is never closed", program: "return `1", ends: notParsed },
  {
    name: "a template literal that holds the wrapper's end",
    program: "return `\n})()${1}`",
    ends: completed("\n})()1"),
  },
  {
    name: "a regular expression that holds the wrapper's end",
    program: "return /}\\)\\(\\)/.source",
    ends: completed("}\\)\\(\\)"),
  },
  {
    name: "a hashbang that holds a program",
    program: "#!/usr/bin/env node globalThis.out = 1\ntypeof out",
    ends: completed("undefined"),
  },
  { name: "a hashbang on the second line", program: "1\n#!/usr/bin/env node", ends: notParsed },
  {
    name: "an HTML comment that hides code from the parser only",
    program: "let hidden = 0\n<!-- hidden = 1\nhidden",
    ends: completed(0),
  },
  {
    name: "an HTML closing comment that hides code from the parser only",
    program: "let hidden = 0\n--> hidden = 1\nhidden",
    ends: completed(0),
  },
  { name: "an HTML comment within an expression", program: "let x = 3; x<!--x\n+ 1", ends: completed(4) },
  {
    name: "a line separator that ends a comment",
    program: "let hidden = 0 //\u2028hidden = 1\nhidden",
    ends: completed(1),
  },
  { name: "a line separator within a string", program: "'a\u2028b'.length", ends: completed(3) },
  { name: "a line separator within a regular expression", program: "/a\u2029b/", ends: notParsed },
  { name: "a byte order mark in the middle", program: "\ufefflet a = 1;\ufeffa", ends: completed(1) },
  { name: "a NUL within a string cuts nothing off", program: "'a\0b'.length", ends: completed(3) },
  { name: "a NUL between statements", program: "1\0; 2", ends: notParsed },
  {
    name: "a lone surrogate within a string",
    program: "'\ud800'.charCodeAt(0)",
    ends: failed("SyntaxError", expect.stringMatching(/Half of a surrogate pair .* escape/)),
  },
  {
    name: "lone surrogates written as escapes",
    program: "'\\ud800'.charCodeAt(0)",
    ends: completed(0xd800),
  },
  { name: "a lone surrogate as an identifier", program: "var \ud800 = 1", ends: notParsed },
  {
    name: "a return within a label and a block",
    program: "out: { if (true) return 1; break out }",
    ends: completed(1),
  },
  { name: "a return within finally", program: "try { return 1 } finally { return 2 }", ends: completed(2) },
  { name: "a break to the wrapper's label", program: "break program", ends: notParsed },
  { name: "a yield at the top level", program: "yield 1", ends: notParsed },
  { name: "new.target at the top level", program: "new.target", ends: notParsed },
  { name: "super at the top level", program: "super.x", ends: notParsed },
  { name: "arguments of the wrapper", program: "return typeof arguments", ends: completed("undefined") },
  {
    name: "arguments of the wrapper by eval",
    program: "return eval('typeof arguments')",
    ends: completed("undefined"),
  },
  { name: "this within the wrapper", program: "return this === globalThis", ends: completed(true) },
  {
    name: "use strict in the first line of the wrapper",
    program: "'use strict'; return (function () { return this })()",
    ends: completed({ $: "undefined" }),
  },
  {
    name: "the wrapper's source by Function.prototype.toString",
    program:
      "const f = function () { return f.caller }; try { return String(f()) } catch (e) { return e.name }",
    ends: completed("undefined"),
  },
  { name: "with around a return", program: "with ({ result: 1 }) { return result }", ends: completed(1) },
  {
    name: "a name that the answer of export default might take",
    program: "let exported = 1, exported_ = 2; export default exported + exported_",
    ends: completed(3),
  },
  {
    name: "the name of an export default written with an escape",
    program: "let expo\\u0072ted = 1; export default 2",
    ends: completed(2),
  },
  {
    name: "a class whose name is the start of the answer's",
    program: "export default class exported_Box {}",
    ends: completed({ $: "function", name: "exported_Box", kind: "class" }),
  },
  {
    name: "an assigned result beside a class of that name",
    program: "class result {} result = 5",
    ends: completed(5),
  },
  {
    name: "an assigned result beside a function of that name",
    program: "'use strict'; function result() {} result = 5; 6",
    ends: completed(5),
  },
  {
    name: "a class of that name in a block",
    program: "{ class result {} ; result = 5 } 6",
    ends: completed(6),
  },
  {
    name: "a result that is the parameter of a catch",
    program: "try { throw 1 } catch (result) { result = 5 }",
    ends: completed(5),
  },
  {
    name: "a result within the parameter of a catch",
    program: "try { throw [1] } catch ([result]) { result = 5 } 6",
    ends: completed(6),
  },
  {
    name: "a result declared as const and read before",
    program: "const result = result",
    ends: failed("ReferenceError"),
  },
  { name: "eval that declares a result", program: "eval('var result = 5'); 6", ends: completed(6) },
  {
    name: "await in the heritage of a class",
    program: "class A extends (await Promise.resolve(Object)) {} ; typeof A",
    ends: completed("function"),
  },
  {
    name: "await in a computed key of a class",
    program: "class A { [await 'x']() { return 3 } }\nnew A().x()",
    ends: completed(3),
  },
  {
    name: "await in the computed key of a field, within a class within a heritage",
    program: "class A extends class { [await 'x'] = 3 } {}\nnew A().x",
    ends: completed(3),
  },
  {
    name: "await in a static block",
    program: "class A { static { await 1 } } await 2",
    ends: notParsed,
  },
]);
