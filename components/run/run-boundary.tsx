import { Component, type ReactNode } from "react";

interface RunBoundaryProps {
  title: string;
  children: ReactNode;
}

interface RunBoundaryState {
  failed: boolean;
}

/** Keeps to one run what goes wrong while it is drawn. React logs the error itself. */
export class RunBoundary extends Component<RunBoundaryProps, RunBoundaryState> {
  override state: RunBoundaryState = { failed: false };

  static getDerivedStateFromError(): RunBoundaryState {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <section aria-label={`Run: ${this.props.title}`} className="my-3 min-w-0">
        <h3 className="text-sm font-semibold [overflow-wrap:anywhere]">{this.props.title}</h3>
        <p className="mt-1 text-sm text-unavailable">
          This run could not be drawn; the rest of the chat goes on.
        </p>
      </section>
    );
  }
}
