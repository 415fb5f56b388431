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

/** A sheet with a column beside it. */
export function ColumnIcon() {
  return (
    <Icon>
      <rect x="1.8" y="2.8" width="12.4" height="10.4" rx="1" />
      <path d="M6 3V13" />
    </Icon>
  );
}

export function PlusIcon() {
  return (
    <Icon>
      <path d="M8 3V13M3 8H13" />
    </Icon>
  );
}

export function SearchIcon() {
  return (
    <Icon>
      <circle cx="7" cy="7" r="4.6" />
      <path d="M10.5 10.5 14 14" />
    </Icon>
  );
}

export function MoreIcon() {
  return (
    <Icon>
      <path d="M3 8H3.01M8 8H8.01M13 8H13.01" strokeWidth="2.25" />
    </Icon>
  );
}

/** Into a tray. */
export function ImportIcon() {
  return (
    <Icon>
      <path d="M8 2V9.5M5 6.8 8 9.8 11 6.8M2.2 10.5V13.5H13.8V10.5" />
    </Icon>
  );
}

/** Something has a link that others can open. */
export function SharedIcon() {
  return (
    <Icon>
      <path d="M6.6 9.4 9.4 6.6M7.4 4.6 9 3A2.8 2.8 0 0 1 13 7L11.4 8.6M8.6 11.4 7 13A2.8 2.8 0 0 1 3 9L4.6 7.4" />
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
