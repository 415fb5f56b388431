import type { ModelChoice } from "./setup.ts";

interface ModelLineProps {
  models: ModelChoice[];
  model: ModelChoice;
  onChoose: (id: string) => void;
}

/** Who will answer and who reviews; a choice where there is one. */
export function ModelLine({ models, model, onChoose }: ModelLineProps) {
  return (
    <div className="text-xs text-quiet">
      {models.length > 1 ? (
        <label>
          Asking{" "}
          <select
            value={model.id}
            aria-label="Model"
            onChange={(event) => onChoose(event.target.value)}
            className="max-w-full rounded-sm border-b border-rule-strong bg-paper py-0.5 text-ink"
          >
            {models.map(({ id, name, provider }) => (
              <option key={id} value={id}>
                {name} ({provider})
              </option>
            ))}
          </select>
        </label>
      ) : (
        <span>
          Asking {model.name} ({model.provider})
        </span>
      )}{" "}
      · <span>reviewed by {model.reviewer}</span>
    </div>
  );
}

/** In full on an empty chat; each answer says it again. */
export function DemoNotice({ brief }: { brief: boolean }) {
  return (
    <p className="mb-1 text-[0.8125rem] leading-relaxed">
      <strong className="font-semibold">This is a demo</strong>: its answers are prepared in advance;
      programs, reviews and runs are real.
      {!brief && (
        <>
          {" "}
          To ask anything, put <code className="font-mono text-[0.92em]">OPENAI_API_KEY</code> in{" "}
          <code className="font-mono text-[0.92em]">.env.local</code> and restart.
        </>
      )}
    </p>
  );
}
