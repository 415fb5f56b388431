import { useMemo } from "react";
import { ScrollBox } from "#components/ui";
import type { SpecialValue } from "#lib/value";
import { Failure } from "../failure.tsx";
import type { DrawnProps } from "../kinds.ts";
import { useReader } from "../reader.ts";
import { Contents, type Reading } from "./branch.tsx";
import { moveFocus } from "./move-focus.ts";
import { chooseOpen } from "./opening.ts";
import { headOf } from "./preview.ts";

/** What is nested, to be opened branch by branch; loaded with the first one. */
export default function Tree({ value, label, mark = null }: DrawnProps) {
  const reader = useReader();
  const open = useMemo(() => chooseOpen(value), [value]);
  const reading: Reading = { root: value, open, reader };
  const special = value as SpecialValue;
  return (
    <ScrollBox label={label} className="max-h-[28rem] font-mono text-[0.8125rem] leading-[1.6]">
      {special.$ === "error" ? (
        <Failure error={{ ...special, stack: null }} />
      ) : (
        headOf(value) !== "" && <p className="text-quiet">{headOf(value)}</p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons within. */}
      <div onKeyDown={moveFocus} className="w-max max-w-none min-w-full">
        <Contents value={value} around={[]} reading={reading} way={mark && { mark, rest: mark.path }} />
      </div>
    </ScrollBox>
  );
}
