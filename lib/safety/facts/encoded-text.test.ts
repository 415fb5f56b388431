import { afterAll, describe, expect, it } from "vitest";
import { readForTest } from "./told.fixture.ts";

const { reader, kindsOf } = readForTest();
afterAll(() => reader.close());

const base64 = btoa("It was the best of times, it was the worst of times. ".repeat(5));
const hex = [...base64].map((letter) => letter.charCodeAt(0).toString(16)).join("");
const codes = [..."It was the age of wisdom, it was the age of foolishness, ".repeat(3)].map((letter) =>
  letter.charCodeAt(0),
);

describe("a text is encoded that is", () => {
  it.each([
    ["Base64", `const s = "${base64}";`],
    ["Base64 of a picture", `const s = "data:image/png;base64,${base64}";`],
    ["Base64 in pieces", `const s = ["${base64.slice(0, 150)}", "${base64.slice(150)}"].join("");`],
    ["Base64 in a sum", `const s = "${base64.slice(0, 150)}" + "${base64.slice(150)}";`],
    ["hex", `const s = "${hex}";`],
    ["percent-encoded", `const s = "${hex.replace(/../g, "%$&")}";`],
    ["bytes written as escapes", `const s = "${hex.slice(0, 200).replace(/../g, "\\x$&")}";`],
    ["letters written as escapes", `const s = \`${hex.slice(0, 200).replace(/../g, "\\u00$&")}\`;`],
    ["codes of characters", `String.fromCharCode(${codes});`],
    ["spread codes", `const c = [${codes}]; String.fromCodePoint(...c);`],
    ["applied codes", `String.fromCharCode.apply(null, [${codes}]);`],
    ["mapped codes", `[${codes}].map((c) => String.fromCharCode(c ^ 1));`],
    ["codes in a loop", `let s = ""; for (const c of [${codes}]) s += String.fromCharCode(c);`],
    [
      "indexed codes",
      `const c = [${codes}]; let s = ""; for (let i = 0; i < 9; i++) s += String.fromCharCode(c[i]);`,
    ],
    ["reduced codes", `[${codes}].reduce((s, c) => s + String.fromCharCode(c), "");`],
  ])("%s", async (_, code) => {
    expect(await kindsOf(code)).toEqual(["encoded-text"]);
  });

  it.each([
    ["prose", `const s = "${"It was the best of times, it was the worst of times. ".repeat(9)}";`],
    ["German", `const s = "${"Donaudampfschifffahrtsgesellschaft ".repeat(9)}";`],
    ["one long word", `const s = "${"ABCdef123".repeat(60)}";`],
    ["one letter", `const s = "${"A".repeat(900)}";`],
    ["DNA", `const s = "${"ACGTTGCAAGTCCGATTACA".repeat(20)}";`],
    ["digits", `const s = "${"31415926535897932384626433832795".repeat(9)}";`],
    ["ones and zeros", `const s = "${"01101000".repeat(40)}";`],
    ["CSV", `const s = "${"anna,31,Berlin,5.5\\nbob,22,Paris,7.25\\n".repeat(20)}";`],
    ["a maze", `const s = "${"#..#S.#\\n#.##..#\\n".repeat(30)}";`],
    ["box drawing", `const s = "${"\\u2500\\u2502\\u250c".repeat(40)}";`],
    ["words run together", `const s = "${"TheQuickBrownFoxJumps0verTheLazyDog1".repeat(8)}";`],
    [
      "names run together",
      `const s = "${"AnnaBen2ClaraDavidEvaFritz7GustavHelgaIvoJanKarl9LuiseMaxPiaQuinn".repeat(5)}";`,
    ],
    ["small letters and digits", `const s = "${"k3vq9xw1zt7bn5mc2ld8hs4fg6jp0rauyeio".repeat(8)}";`],
    ["a short key", `const s = "${base64.slice(0, 120)}";`],
    ["a hash", `const s = "${hex.slice(0, 128)}";`],
    ["hashes in a list", `const s = ["${hex.slice(0, 128)}", "${hex.slice(128, 256)}"];`],
    ["a big number", `const n = BigInt("0x${hex}");`],
    ["a big number in two parts", `const n = BigInt("0x" + "${hex}");`],
    [
      "an address in Russian",
      `const s = "https://ru.wikipedia.org/wiki/${encodeURIComponent("Площадь_Революции_в_городе_Санкт-Петербурге_и_её_история")}";`,
    ],
    ["a list of numbers", `const n = [${codes}]; n.map((x) => x * 2);`],
    ["numbers beside letters", `const n = [${codes}]; n.map((x, i) => String.fromCharCode(65 + i) + x);`],
    ["an address", `const s = "https://example.org/?q=${"caf%C3%A9+and+tea+".repeat(20)}";`],
  ])("and not %s", async (_, code) => {
    expect(await kindsOf(code)).toEqual([]);
  });
});
