import { afterAll, describe, expect, it } from "vitest";
import { readForTest } from "./told.fixture.ts";

const { reader, kindsOf } = readForTest();
afterAll(() => reader.close());

describe("a loop without an end is told of when", () => {
  it.each([
    ["its condition is true", "while (true) {}"],
    ["it has none", "for (;;) {}"],
    ["its condition is a constant", "do {} while (!0);"],
    ["its condition is a name for one", "const forever = 1 < 2; while (forever) {}"],
    ["half of its condition is true", "let x = 0; while (x || 1) x++;"],
    ["only a loop within it is left", "while (true) { for (const x of [1]) { break; } }"],
    ["only a switch within it is left", "let a = 1; while (true) { switch (a) { case 1: break; } }"],
    ["it goes on with itself by a label", "here: while (true) { for (;;) { continue here; } }"],
    ["only a function within it returns", "while (true) { [1].map((x) => { return x; }); }"],
    ["what it throws it catches", "while (true) { try { throw 1; } catch {} }"],
    ["a try is only around its helper", "const f = () => { while (true) {} }; try { f(); } catch {}"],
    ["a try is around it, and nothing in it throws", "let n = 0; try { while (true) n++; } catch {}"],
    ["it waits in each turn", "while (true) { await 1; }"],
    [
      "nothing changes what it waits for",
      "let done = false; setTimeout(() => { done = true; }); while (!done) {}",
    ],
    ["its counter is another", "let j = 0; for (let i = 0; i < 9; j++) { console.log(i); }"],
    ["it counts away from its end", "for (let i = 1; i > 0; i++) {}"],
    ["its end is infinite", "for (let i = 0; i < Infinity; i++) {}"],
    ["it has far too many turns", "for (let i = 0; i < 1e15; i++) {}"],
    ["its steps are far too small", "for (let i = 0; i < 1; i += 1e-12) {}"],
  ])("%s: %#", async (_, code) => {
    expect(await kindsOf(code)).toEqual(["unbounded-loop"]);
  });

  it.each([
    ["it breaks", "let n = 0; while (true) { if (++n > 9) break; }"],
    ["it breaks from a switch by a label", "out: while (true) { switch (1) { case 1: break out; } }"],
    ["it breaks out of two", "out: for (;;) { for (;;) { break out; } }"],
    ["it goes on with the loop around it", "out: for (const x of [1, 2]) { for (;;) { continue out; } }"],
    ["it returns", "function f() { for (;;) { return 1; } } f();"],
    ["it throws", "function f() { while (1) { throw new Map(); } }"],
    ["it throws from where it catches", "while (1) { try { display(1); } catch (e) { throw e; } }"],
    ["its helper throws", "const f = () => { throw 1; }; try { while (true) f(); } catch {}"],
    ["it comes to null", "let n = { next: null }; try { for (;;) n = n.next; } catch {}"],
    ["its object counts", "let n = 3; const o = { valueOf: () => n-- }; while (o > 0) {}"],
    ["it writes its arguments", "function f(n) { while (n > 0) arguments[0]--; } f(3);"],
    ["it yields", "function* ids() { let i = 0; while (true) yield i++; }"],
    ["it delegates", "function* g() { for (;;) yield* [1, 2]; }"],
    ["its condition ends it", "let a = 9; while (a) a--;"],
    ["its condition is called", "let i = 0; const more = () => i++ < 9; while (more()) {}"],
    ["what it calls changes the condition", "let n = 9; function step() { n--; } while (n > 0) step();"],
    ["it looks into an object", "const seen = {}; let x = 0; while (!(5 in seen)) seen[x++] = 1;"],
    ["its condition reads a member", "const queue = [1]; while (queue.length) queue.pop();"],
    ["its variable is taken apart", "let [a, b] = [9, 6]; while (b) [a, b] = [b, a % b];"],
    ["it is written by a nested loop's head", "let i = 0; while (i < 3) { for (i of [1, 2, 3]) {} }"],
    ["it has fifty million turns", "let sum = 0; for (let i = 0; i < 5e7; i++) sum += i;"],
    ["it counts down", "for (let i = 10; i >= 0; i--) {}"],
    ["it never turns", "for (let i = 0; i > 5; i++) {}"],
    ["it multiplies", "for (let i = 1; i < 1e18; i *= 2) {}"],
    ["its counter is set back and forth", "for (let i = 0; i < 1e15; i++) { i = i * 3; }"],
    ["a generator of a class never ends", "class A { *[Symbol.iterator]() { while (true) { yield 1; } } }"],
  ])("and not when %s: %#", async (_, code) => {
    expect(await kindsOf(code)).toEqual([]);
  });
});
