import type { ReactNode } from "react";

/** Drawn in the colour and at the size of the text beside it; the words carry the meaning. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className="inline-block size-[1em] shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

export function CheckIcon() {
  return (
    <Icon>
      <path d="M2.5 8.5 6.2 12.2 13.5 4" />
    </Icon>
  );
}

export function CrossIcon() {
  return (
    <Icon>
      <circle cx="8" cy="8" r="6.4" />
      <path d="M5.6 5.6 10.4 10.4M10.4 5.6 5.6 10.4" />
    </Icon>
  );
}

export function QuestionIcon() {
  return (
    <Icon>
      <path d="M8 1.8 15 14.2H1Z" />
      <path d="M8 6.5V9.6M8 11.8V11.9" />
    </Icon>
  );
}

export function CloseIcon() {
  return (
    <Icon>
      <path d="M3.5 3.5 12.5 12.5M12.5 3.5 3.5 12.5" />
    </Icon>
  );
}

export function ArrowUpIcon() {
  return (
    <Icon>
      <path d="M8 13.5V3M3.5 7 8 2.5 12.5 7" />
    </Icon>
  );
}

export function ArrowDownIcon() {
  return (
    <Icon>
      <path d="M8 2.5V13M3.5 9 8 13.5 12.5 9" />
    </Icon>
  );
}

export function StopIcon() {
  return (
    <Icon>
      <rect x="3.5" y="3.5" width="9" height="9" rx="1" fill="currentColor" />
    </Icon>
  );
}

export function ChevronLeftIcon() {
  return (
    <Icon>
      <path d="M10 3 5 8 10 13" />
    </Icon>
  );
}

export function ChevronRightIcon() {
  return (
    <Icon>
      <path d="M6 3 11 8 6 13" />
    </Icon>
  );
}

export function PencilIcon() {
  return (
    <Icon>
      <path d="M2.5 13.5 3.2 10.4 11 2.6 13.4 5 5.6 12.8ZM9.5 4.1 11.9 6.5" />
    </Icon>
  );
}
