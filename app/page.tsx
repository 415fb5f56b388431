export default function Page() {
  return <main>Workings</main>;
}
