import { meaningOf } from "./causes.ts";
import type { Entry, Journal } from "./journal.ts";
import type { Task } from "./task.ts";

/** A task and what came of it. */
export interface Measured {
  task: Task;
  /** Null until there is one. */
  answer: Entry | null;
  /** What came instead of an answer, before it or so far. */
  faults: Entry[];
}

/** A task that was answered. */
export type Answered = Measured & { answer: Entry };

export function readMeasured(tasks: readonly Task[], journal: Journal): Measured[] {
  return tasks.map((task) => {
    const attempts = journal.attempts(task);
    return {
      task,
      answer: attempts.find((entry) => meaningOf(entry) === "answer") ?? null,
      faults: attempts.filter((entry) => meaningOf(entry) !== "answer"),
    };
  });
}

export function isAnswered(measured: Measured): measured is Answered {
  return measured.answer !== null;
}

export function isHarmful({ task }: Measured): boolean {
  return task.row.label === "unsafe";
}

/** Whether the program would have run: only a yes lets one run. */
export function wouldRun({ answer }: Answered): boolean {
  return answer.verdict === "safe";
}
