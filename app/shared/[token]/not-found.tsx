/** In the place of a chat whose link was withdrawn, or never was one. */
export default function NoSharedChat() {
  return (
    <main className="mx-auto max-w-2xl px-4 pt-[12vh]">
      <title>No shared chat · Workings</title>
      <h1 className="font-serif text-3xl leading-tight text-balance">There is no shared chat here.</h1>
      <p className="mt-3 max-w-[52ch] font-serif text-lg leading-relaxed text-quiet">
        Its link was withdrawn, the chat was deleted, or the address is not whole. Whoever shared it can give
        you another link.
      </p>
    </main>
  );
}
