import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { useEffect, useEffectEvent, useRef } from "react";
import type { EditorProps } from "./program-editor.tsx";

/** The page's own colours, which change with its theme, and the font of the code beside it. */
const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--sheet)", fontSize: "0.8125rem", maxHeight: "60vh" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "1.6", overflow: "auto" },
  ".cm-content": { minHeight: "8rem", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--quiet)", backgroundColor: "var(--sheet)", border: "none" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 24%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--accent) 16%, transparent)",
  },
});

/** Loaded when a program is first edited. */
export default function CodeEditor({ value, hintId, caret, onChange, onRun }: EditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(null);
  const change = useEffectEvent(onChange);
  const run = useEffectEvent(onRun);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what it begins with is settled once.
  useEffect(() => {
    if (!box.current) return;
    const view = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: value,
        selection: { anchor: Math.min(caret.current, toLines(value).length) },
        extensions: [
          Prec.highest(
            keymap.of(["Ctrl-Enter", "Mod-Enter"].map((key) => ({ key, run: () => runNow(run) }))),
          ),
          Prec.high(EditorView.domEventHandlers({ keydown: freeTab, blur: bindTab })),
          lineNumbers(),
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          javascript({ typescript: true }),
          syntaxHighlighting(classHighlighter),
          keymap.of([indentWithTab, ...defaultKeymap, ...historyKeymap]),
          look,
          EditorView.contentAttributes.of({
            "aria-label": "The program",
            "aria-describedby": hintId,
            // It could have the focus without, which not everything that looks at pages knows.
            tabindex: "0",
          }),
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (docChanged) change(state.doc.toString(), state.selection.main.head);
          }),
        ],
      }),
    });
    editor.current = view;
    // It may come late, when its reader is elsewhere. The plain editor, which it replaces, leaves the focus to nobody.
    if (document.activeElement === null || document.activeElement === document.body) view.focus();
    return () => view.destroy();
  }, []);

  // Another version was chosen, or the changes were taken back.
  useEffect(() => {
    const { current: view } = editor;
    if (!view || view.state.doc.toString() === toLines(value)) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
  }, [value]);

  return <div ref={box} className="font-mono" />;
}

/** As the editor has it: it knows one end of a line. */
function toLines(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n");
}

function runNow(run: () => void): true {
  run();
  return true;
}

/** The first Escape frees Tab, which indents otherwise; the second one is for the panel around the editor. */
function freeTab(event: KeyboardEvent, view: EditorView): boolean {
  if (event.key !== "Escape" || event.isComposing || freed.has(view)) return false;
  freed.add(view);
  view.setTabFocusMode(true);
  event.stopPropagation();
  event.preventDefault();
  return true;
}

/** Those that Tab leaves. */
const freed = new WeakSet<EditorView>();

function bindTab(_: FocusEvent, view: EditorView): boolean {
  freed.delete(view);
  view.setTabFocusMode(false);
  return false;
}
