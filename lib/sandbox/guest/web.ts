/** Gives the guest what is not of the language but is everywhere: URL, text encoding, `structuredClone` and so on. */
export function installWeb(_now: () => number): void {}
