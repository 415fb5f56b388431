/** What the browser calls the page. Where it changes with what is shown, it changes in the same moment. */
export function PageTitle({ title }: { title: string | null }) {
  return <title>{title === null ? "Workings" : `${title} · Workings`}</title>;
}
