export { Changes } from "./changes.tsx";
export { writeClipboard } from "./clipboard.ts";
export { Code } from "./code.tsx";
export { CopyButton } from "./copy-button.tsx";
export { Dialog } from "./dialog.tsx";
export { FoldButton } from "./fold-button.tsx";
export {
  ArrowDownIcon,
  ArrowUpIcon,
  CheckIcon,
  ChevronLeftIcon,
  ChevronRightIcon,
  CloseIcon,
  ColumnIcon,
  CrossIcon,
  ImportIcon,
  MoreIcon,
  PencilIcon,
  PlusIcon,
  QuestionIcon,
  SearchIcon,
  SharedIcon,
  StopIcon,
} from "./icons.tsx";
export { loadLater } from "./load-later.tsx";
export { createLoadable, type Loadable, useLoaded } from "./loadable.ts";
export { Menu } from "./menu.tsx";
export { useNear } from "./near.ts";
export { PageTitle } from "./page-title.tsx";
export { saveFile } from "./save-file.ts";
export { ScrollBox } from "./scroll-box.tsx";
export { type Tab, Tabs } from "./tabs.tsx";
