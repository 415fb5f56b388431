/** UTF-16 units of one text that is drawn without being asked for; what is longer says how much of it is missing. */
export const drawnChars = 100_000;
