// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "../intrinsics.ts";
import { addGetter, addMethod, type Class, createClass, findState, setState, stateOf } from "./class.ts";
import { answer, connectLocales, localeText, subject } from "./question.ts";

const kind = "Locale";

const texts =
  "language script region variants baseName calendar caseFirst collation firstDayOfWeek hourCycle numeric numberingSystem";
const lists = "Calendars Collations HourCycles NumberingSystems TimeZones TextInfo WeekInfo";

/** `Intl.Locale`: what it knows is all in its tag, since every option becomes a part of that. */
export function createLocale(): Class {
  const made = createClass(kind, 1, false, (self, tag, options) =>
    setTag(self, answer(subject(kind, localeText(tag), options), "toString")),
  );
  const { prototype } = made;
  addMethod(prototype, "toString", 0, function () {
    return stateOf(this, kind, "toString").kept;
  });
  for (const name of ["maximize", "minimize"])
    addMethod(prototype, name, 0, function () {
      const other = js.createObject(prototype);
      setTag(other, answer(stateOf(this, kind, name).about, name));
      return other;
    });
  for (const name of texts.split(" "))
    addGetter(prototype, name, (self) => answer(stateOf(self, kind, name).about, name));
  for (const list of lists.split(" ")) {
    const method = "get" + list;
    addMethod(prototype, method, 0, function () {
      return answer(stateOf(this, kind, method).about, method);
    });
    const name = list.slice(0, 1).toLowerCase() + list.slice(1);
    addGetter(prototype, name, (self) => answer(stateOf(self, kind, name).about, method));
  }
  connectLocales((value) => findState(value, kind)?.kept as string | undefined);
  return made;
}

function setTag(self: object, tag: string): void {
  setState(self, kind, subject(kind, tag, undefined), tag);
}
