import { expect } from "vitest";
import { attack, completed, failed } from "./attack.ts";

const noModules = failed("SyntaxError", expect.stringMatching(/^Modules are not available/));
const notParsed = failed("SyntaxError");

attack("Modules and imports:", [
  {
    name: "import() of a host module",
    program: "try { await import('node:fs'); 'in' } catch (e) { typeof e.message }",
    ends: completed("string"),
  },
  {
    name: "import() of a file",
    program: "import('/etc/passwd').then(() => 'in', () => 'out')",
    ends: completed("out"),
  },
  {
    name: "import() of a data URL",
    program: "import('data:text/javascript,export default 1').then(() => 'in', () => 'out')",
    ends: completed("out"),
  },
  {
    name: "import() with attributes",
    program: "import('./x.json', { with: { type: 'json' } }).then(() => 'in', () => 'out')",
    ends: completed("out"),
  },
  {
    name: "import() of an object whose toString throws",
    program: "import({ toString() { throw new Error('x') } }).then(() => 'in', (e) => e.message)",
    ends: completed("x"),
  },
  {
    name: "import() within Function",
    program: "await Function(\"return import('node:fs').then(() => 'in', () => 'out')\")()",
    ends: completed("out"),
  },
  {
    name: "import() within eval",
    program: "await eval(\"import('std').then(() => 'in', () => 'out')\")",
    ends: completed("out"),
  },
  {
    name: "import() of the engine's own std and os",
    program:
      "const tries = ['std', 'os', 'bjson', 'qjs:std', 'qjs:os']; (await Promise.allSettled(tries.map((name) => import(name)))).map((one) => one.status)",
    ends: completed(Array(5).fill("rejected")),
  },
  {
    name: "import() of the program itself",
    program: "import('program').then(() => 'in', () => 'out')",
    ends: completed("out"),
  },
  { name: "import() that nobody awaits", program: "import('node:fs'); 1", ends: failed("ReferenceError") },
  {
    name: "a thousand imports at once",
    program:
      "(await Promise.allSettled(Array.from({ length: 1000 }, (_, i) => import('m' + i)))).every((one) => one.status === 'rejected')",
    ends: completed(true),
  },
  { name: "a static import", program: "import fs from 'node:fs'; fs", ends: noModules },
  {
    name: "a static import with attributes",
    program: "import data from './x.json' with { type: 'json' }; data",
    ends: noModules,
  },
  { name: "a static import after the first statement", program: "1; import 'node:fs'", ends: noModules },
  { name: "a static import within a block", program: "{ import fs from 'node:fs' }", ends: notParsed },
  {
    name: "a static import within a function",
    program: "function f() { import fs from 'node:fs' } f()",
    ends: notParsed,
  },
  { name: "a static import within eval", program: "eval(\"import fs from 'node:fs'\")", ends: notParsed },
  {
    name: "a static import within Function",
    program: "Function(\"import fs from 'node:fs'\")()",
    ends: notParsed,
  },
  { name: "import.meta", program: "import.meta.url", ends: notParsed },
  { name: "import.meta within Function", program: "Function('return import.meta.url')()", ends: notParsed },
  { name: "an export of a name", program: "export const a = 1", ends: noModules },
  {
    name: "an export from a host module",
    program: "export { readFileSync as default } from 'node:fs'",
    ends: noModules,
  },
  { name: "an export of everything of a host module", program: "export * from 'node:fs'", ends: noModules },
  {
    name: "an export default within a function",
    program: "function f() { export default 1 } f()",
    ends: notParsed,
  },
  { name: "two default exports", program: "export default 1; export default 2", ends: notParsed },
  {
    name: "import and require written with escapes",
    program: "typeof \\u0072equire",
    ends: completed("undefined"),
  },
  {
    name: "require",
    program: "require('node:fs')",
    ends: failed("ReferenceError", expect.stringMatching(/require/)),
  },
  {
    name: "module.constructor._load",
    program: "module.constructor._load('node:fs')",
    ends: failed("ReferenceError", expect.stringMatching(/module/)),
  },
  { name: "process.binding", program: "globalThis.process.binding('fs')", ends: failed("TypeError") },
  {
    name: "process.mainModule through a constructor",
    program: "this.constructor.constructor('return process')().mainModule",
    ends: failed("ReferenceError", expect.stringMatching(/process/)),
  },
]);
