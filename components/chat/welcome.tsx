/** An empty chat: what this is for, and questions to begin with. */
export function Welcome({
  starters,
  ready,
  onAsk,
}: {
  starters: string[];
  ready: boolean;
  onAsk: (text: string) => void;
}) {
  return (
    <section aria-labelledby="welcome" className="pt-[6vh] @3xl:pt-[12vh]">
      <h2 id="welcome" className="font-serif text-3xl leading-tight text-balance @3xl:text-4xl">
        Ask something that can be computed.
      </h2>
      <p className="mt-3 max-w-[52ch] font-serif text-lg leading-relaxed text-quiet">
        The program, its review and its result are shown.
      </p>
      <ul aria-label="Questions to begin with" className="mt-8 max-w-2xl border-t border-rule">
        {starters.map((starter) => (
          <li key={starter} className="border-b border-rule">
            <button
              type="button"
              disabled={!ready}
              onClick={() => onAsk(starter)}
              className="group flex w-full items-baseline gap-3 py-2.5 text-left font-serif-italic text-[1.0625rem] italic hover:text-accent"
            >
              <span className="min-w-0 flex-1">{starter}</span>
              <span
                aria-hidden="true"
                className="font-sans text-quiet not-italic transition-transform group-hover:text-accent motion-safe:group-hover:translate-x-1"
              >
                →
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
