import { Component, type ReactNode } from "react";

interface ValueBoundaryProps {
  /** The form that needs nothing. */
  plain: ReactNode;
  children: ReactNode;
}

/** A value that its own kind cannot draw is drawn plainly. React logs the error itself. */
export class ValueBoundary extends Component<ValueBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.plain : this.props.children;
  }
}
