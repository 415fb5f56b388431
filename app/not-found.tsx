import Link from "next/link";

/** At every address that is none. */
export default function NotFoundPage() {
  return (
    <main className="mx-auto flex h-dvh max-w-[52ch] flex-col justify-center px-4 pb-[12vh]">
      <title>Nothing here · Workings</title>
      <h1 className="font-serif text-3xl leading-tight text-balance">There is nothing at this address.</h1>
      <p className="mt-6">
        <Link href="/" className="text-accent underline decoration-1 underline-offset-3 hover:decoration-2">
          Begin a new chat
        </Link>
      </p>
    </main>
  );
}
